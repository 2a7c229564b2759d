using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A version of a table was asked for that does not exist. Code <c>table.version-not-found</c>.</summary>
public sealed class VersionNotFoundException : PatternsException
{
    internal VersionNotFoundException(string tablePath, long version, long latestVersion)
        : base("table.version-not-found", $"The table '{tablePath}' has no version {version}; its versions are 0 to {latestVersion}.")
    {
        TablePath = tablePath;
        Version = version;
        LatestVersion = latestVersion;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>Version that was asked for.</summary>
    public long Version { get; }

    /// <summary>The highest version that there is.</summary>
    public long LatestVersion { get; }
}
