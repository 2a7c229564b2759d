using System.Globalization;
using Patterns.Tables.Delta.Checkpoints;

namespace Patterns.Tables.Delta;

/// <summary>Names of the objects in a table's log.</summary>
/// <remarks>Source: Delta transaction log protocol, "Delta Log Entries" and "Checkpoints".</remarks>
internal static class LogFileName
{
    public const string Folder = "_delta_log";

    private const int VersionDigits = 20;

    /// <summary>The object that holds the commit of a version, relative to the table's folder.</summary>
    public static string Commit(long version) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{version:D20}.json");

    /// <summary>The object that holds the checksum of a version, relative to the table's folder.</summary>
    public static string Checksum(long version) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{version:D20}.crc");

    /// <summary>The object that holds several commits as one, relative to the table's folder.</summary>
    public static string Compaction(long first, long last) => string.Create(CultureInfo.InvariantCulture, $"{Folder}/{first:D20}.{last:D20}.compacted.json");

    /// <summary>Whether the name, without its folder, is that of several commits as one, and of which versions.</summary>
    public static bool TryParseCompaction(string name, out long first, out long last)
    {
        (first, last) = (-1, -1);
        return name.Split('.') is [var from, var to, "compacted", "json"] && TryParseVersion(from, out first) && TryParseVersion(to, out last) && first < last;
    }

    /// <summary>Whether the name, without its folder, is that of an object of some version: a commit, checksum, checkpoint or compaction.</summary>
    public static bool TryParseAny(string name, out long version)
    {
        version = -1;
        return name.Length > VersionDigits && name[VersionDigits] == '.' && TryParseVersion(name.AsSpan(0, VersionDigits), out version);
    }

    /// <summary>Whether the name, without its folder, is that of a commit, and of which version.</summary>
    public static bool TryParseCommit(ReadOnlySpan<char> name, out long version)
    {
        version = -1;
        return name.Length == VersionDigits + ".json".Length && name.EndsWith(".json", StringComparison.Ordinal) && TryParseVersion(name[..VersionDigits], out version);
    }

    /// <summary>Whether the name, without its folder, says that there is a table.</summary>
    public static bool IsVersion(string name) => TryParseCommit(name, out _) || CheckpointName.TryParse(name, out _);

    /// <summary>The version that a name starts with.</summary>
    /// <param name="digits">Exactly twenty digits.</param>
    /// <param name="version">The version.</param>
    public static bool TryParseVersion(ReadOnlySpan<char> digits, out long version)
    {
        version = -1;
        return digits.Length == VersionDigits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
