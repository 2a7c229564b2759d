using System.Globalization;

namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>The name of an object that is a checkpoint or a part of one.</summary>
/// <param name="Version">Version whose state it holds.</param>
/// <param name="Part">1-based part; 1 when there is only one.</param>
/// <param name="PartCount">Parts of the checkpoint.</param>
/// <remarks>
/// Source: Delta transaction log protocol, "Checkpoints": classic <c>n.checkpoint.parquet</c>, multi-part <c>n.checkpoint.o.p.parquet</c>, and by a
/// unique identifier <c>n.checkpoint.u.parquet</c> or <c>.json</c>.
/// </remarks>
internal readonly record struct CheckpointName(long Version, int Part, int PartCount)
{
    private const int MaxParts = 100_000;

    /// <summary>The name of a classic checkpoint, relative to the table's folder.</summary>
    public static string Classic(long version) => string.Create(CultureInfo.InvariantCulture, $"{LogFileName.Folder}/{version:D20}.checkpoint.parquet");

    /// <summary>Reads a name.</summary>
    /// <param name="name">Name without its folder.</param>
    /// <param name="parsed">What it says.</param>
    public static bool TryParse(string name, out CheckpointName parsed)
    {
        parsed = default;
        string[] words = name.Split('.');
        if (words.Length is not (3 or 4 or 5) || words[1] != "checkpoint" || !LogFileName.TryParseVersion(words[0], out var version))
        {
            return false;
        }

        switch (words)
        {
            case [_, _, "parquet"]:
            case [_, _, _, "parquet" or "json"]:
                parsed = new CheckpointName(version, 1, 1);
                return true;
            case [_, _, var part, var count, "parquet"]:
                parsed = new CheckpointName(version, Number(part), Number(count));
                return parsed.Part >= 1 && parsed.Part <= parsed.PartCount && parsed.PartCount <= MaxParts;
            default:
                return false;
        }
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
