using System.Text;
using System.Text.Unicode;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Checks many texts at once.</summary>
internal static class Utf8Text
{
    /// <summary>Whether each text is valid UTF-8: they are as a whole, and none starts inside a character.</summary>
    /// <param name="bytes">All texts, one after the other.</param>
    /// <param name="starts">Where each starts, ascending.</param>
    /// <param name="offset">The start that the first byte has.</param>
    public static bool IsValid(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, int offset)
    {
        if (Ascii.IsValid(bytes))
        {
            return true;
        }

        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        foreach (var start in starts)
        {
            var position = start - offset;
            if (position < bytes.Length && (bytes[position] & 0xC0) == 0x80)
            {
                return false;
            }
        }

        return true;
    }
}
