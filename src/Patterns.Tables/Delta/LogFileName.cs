using System.Globalization;

namespace Patterns.Tables.Delta;

/// <summary>Names of the objects in a table's log.</summary>
/// <remarks>Source: Delta transaction log protocol, "Delta Log Entries" and "Checkpoints".</remarks>
internal static class LogFileName
{
    public const string Folder = "_delta_log";

    private const int VersionDigits = 20;

    /// <summary>The object that holds the commit of a version, relative to the table's folder.</summary>
    public static string Commit(long version) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{version:D20}.json");

    /// <summary>Whether the name, without its folder, is that of a commit, and of which version.</summary>
    public static bool TryParseCommit(ReadOnlySpan<char> name, out long version)
    {
        version = -1;
        return name.Length == VersionDigits + ".json".Length && name.EndsWith(".json", StringComparison.Ordinal) && TryParseVersion(name, out version);
    }

    /// <summary>Whether the name, without its folder, is that of a checkpoint or of a part of one, and of which version.</summary>
    public static bool TryParseCheckpoint(ReadOnlySpan<char> name, out long version)
    {
        version = -1;
        return name.Length > VersionDigits && name[VersionDigits..].StartsWith(".checkpoint.", StringComparison.Ordinal) && TryParseVersion(name, out version);
    }

    /// <summary>Whether the name, without its folder, says that there is a table.</summary>
    public static bool IsVersion(ReadOnlySpan<char> name) => TryParseCommit(name, out _) || TryParseCheckpoint(name, out _);

    private static bool TryParseVersion(ReadOnlySpan<char> name, out long version)
        => long.TryParse(name[..VersionDigits], NumberStyles.None, CultureInfo.InvariantCulture, out version);
}
