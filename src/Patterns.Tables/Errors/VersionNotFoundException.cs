using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A version of a table was asked for that does not exist. Code <c>table.version-not-found</c>.</summary>
public sealed class VersionNotFoundException : PatternsException
{
    internal VersionNotFoundException(string tablePath, long version, long earliestVersion, long latestVersion)
        : base(
            "table.version-not-found",
            $"The table '{tablePath}' has no version {version}; its versions are {earliestVersion} to {latestVersion}"
            + (version < earliestVersion ? ", since the commits before were cleaned up behind a checkpoint." : "."))
    {
        TablePath = tablePath;
        Version = version;
        EarliestVersion = earliestVersion;
        LatestVersion = latestVersion;
    }

    internal VersionNotFoundException(string tablePath, DateTimeOffset time, long latestVersion)
        : base(
            "table.version-not-found",
            FormattableString.Invariant($"The table '{tablePath}' had no version at {time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}, or its commit was cleaned up since: the first commit that is there was made later. The latest version is {latestVersion}."))
    {
        TablePath = tablePath;
        Version = -1;
        EarliestVersion = -1;
        LatestVersion = latestVersion;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>Version that was asked for; -1 when a time was.</summary>
    public long Version { get; }

    /// <summary>The lowest version that can be opened; -1 when a time was asked for.</summary>
    public long EarliestVersion { get; }

    /// <summary>The highest version that there is.</summary>
    public long LatestVersion { get; }
}
