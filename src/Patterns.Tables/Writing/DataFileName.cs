using System.Buffers;
using System.Globalization;
using System.Text;

namespace Patterns.Tables.Writing;

/// <summary>Names of new data files. Readers take nothing from a name; this form is what people know from Spark.</summary>
internal static class DataFileName
{
    private const string NullPartition = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>File systems allow 255 bytes per segment, and a segment is made of two of these.</summary>
    private const int MaxPartBytes = 100;

    private static readonly SearchValues<char> SpecialCharacters = SearchValues.Create("\"#%'*/:=?\\{}[]^|<>");

    /// <summary>The path of a data file, relative to the table's folder.</summary>
    /// <param name="partition">Partition columns and values in order; empty when the table is not partitioned.</param>
    /// <param name="fileIndex">0-based number of the file in its commit.</param>
    /// <param name="id">Unique for ever.</param>
    /// <param name="start">What the path starts with: folders, and the first part of the name.</param>
    public static string Create(IReadOnlyList<KeyValuePair<string, string?>> partition, int fileIndex, string id, string start = "part")
    {
        var name = start.LastIndexOf('/') + 1;
        var path = new StringBuilder(start[..name]);
        foreach (var (column, value) in partition)
        {
            path.Append(Escape(column)).Append('=').Append(string.IsNullOrEmpty(value) ? NullPartition : Escape(value)).Append('/');
        }

        return path.Append(CultureInfo.InvariantCulture, $"{start[name..]}-{fileIndex:D5}-{id}.c000.snappy.parquet").ToString();
    }

    /// <summary>Percent-encodes what cannot stand in a folder's name everywhere, and cuts what is too long for one.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var byteCount = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            byteCount += IsSpecial(rune) ? 3 : rune.Utf8SequenceLength;
            if (byteCount > MaxPartBytes)
            {
                break;
            }

            if (IsSpecial(rune))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{rune.Value:X2}");
            }
            else
            {
                escaped.Append(rune.ToString());
            }
        }

        return escaped.ToString();
    }

    private static bool IsSpecial(Rune rune) => Rune.IsControl(rune) || (rune.IsAscii && SpecialCharacters.Contains((char)rune.Value));
}
