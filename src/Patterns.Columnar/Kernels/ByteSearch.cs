namespace Patterns.Columnar.Kernels;

/// <summary>
/// Finds byte strings that contain another one. The strings are laid out one after the other and searched as one text, so that the vectorised
/// search does not start anew for every short string.
/// </summary>
internal static class ByteSearch
{
    /// <param name="offsets">One more offset than strings.</param>
    /// <param name="bytes">What the offsets point into.</param>
    /// <param name="needle">What to find.</param>
    /// <param name="bits">Receives one bit per string; bits behind the last one are zero.</param>
    public static void Contains(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle, Span<ulong> bits)
    {
        var rows = offsets.Length - 1;
        bits[..((rows + 63) >> 6)].Clear();
        if (needle.IsEmpty)
        {
            Memory.Bitmap.Fill(bits[..((rows + 63) >> 6)], rows);
            return;
        }

        var row = 0;
        var position = offsets[0];
        var end = offsets[rows];
        while (position < end)
        {
            var found = bytes[position..end].IndexOf(needle);
            if (found < 0)
            {
                return;
            }

            position += found;
            row = FindRow(offsets, row, position);
            if (position + needle.Length <= offsets[row + 1])
            {
                bits[row >> 6] |= 1UL << row;
                position = offsets[row + 1];
            }
            else
            {
                // The match runs over the end of the string; the next one may begin inside it.
                position++;
            }
        }
    }

    /// <summary>As <see cref="Contains"/>, string by string.</summary>
    public static void ScalarContains(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle, Span<ulong> bits)
    {
        bits[..((offsets.Length + 62) >> 6)].Clear();
        for (var row = 0; row < offsets.Length - 1; row++)
        {
            bits[row >> 6] |= bytes[offsets[row]..offsets[row + 1]].IndexOf(needle) >= 0 ? 1UL << row : 0;
        }
    }

    /// <summary>The string that a position lies in: steps that double, then a binary search, because matches may be near or far.</summary>
    private static int FindRow(ReadOnlySpan<int> offsets, int row, int position)
    {
        var step = 1;
        while (row + step < offsets.Length - 1 && offsets[row + step] <= position)
        {
            row += step;
            step <<= 1;
        }

        var last = Math.Min(row + step, offsets.Length - 1);
        while (last - row > 1)
        {
            var middle = row + ((last - row) >> 1);
            if (offsets[middle] <= position)
            {
                row = middle;
            }
            else
            {
                last = middle;
            }
        }

        return row;
    }
}
