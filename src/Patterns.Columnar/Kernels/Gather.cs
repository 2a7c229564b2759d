using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Kernels;

/// <summary>Picks values by position: destination[i] = source[rows[i]]. Rows must be positions of the source; they are checked by the access itself.</summary>
internal static class Gather
{
    public static void Values<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> rows, Span<T> destination)
        where T : unmanaged
    {
        destination = destination[..rows.Length];
        for (var index = 0; index < rows.Length; index++)
        {
            destination[index] = source[rows[index]];
        }
    }

    /// <summary>Picks bits; those behind the last one are cleared.</summary>
    /// <returns>The number of ones.</returns>
    public static int Bits(ReadOnlySpan<ulong> source, ReadOnlySpan<int> rows, Span<ulong> destination)
    {
        var ones = 0;
        for (var start = 0; start < rows.Length; start += 64)
        {
            var word = 0UL;
            var count = Math.Min(64, rows.Length - start);
            for (var bit = 0; bit < count; bit++)
            {
                var row = rows[start + bit];
                word |= (source[row >> 6] >> row & 1) << bit;
            }

            destination[start >> 6] = word;
            ones += System.Numerics.BitOperations.PopCount(word);
        }

        return ones;
    }

    /// <summary>Picks half-open ranges of bytes and lays them out one after the other.</summary>
    /// <param name="offsets">Ends of the source's ranges, one more than ranges.</param>
    /// <param name="bytes">What the ranges point into.</param>
    /// <param name="rows">Ranges to pick.</param>
    /// <param name="newOffsets">Receives one more offset than rows, from zero; see <see cref="Offsets"/>.</param>
    /// <param name="newBytes">Receives the bytes.</param>
    public static void Bytes(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> rows, ReadOnlySpan<int> newOffsets, Span<byte> newBytes)
    {
        for (var index = 0; index < rows.Length; index++)
        {
            var start = offsets[rows[index]];
            bytes[start..offsets[rows[index] + 1]].CopyTo(newBytes[newOffsets[index]..]);
        }
    }

    /// <summary>The offsets of ranges picked by position, from zero.</summary>
    /// <param name="offsets">Ends of the source's ranges, one more than ranges.</param>
    /// <param name="rows">Ranges to pick.</param>
    /// <param name="destination">Receives one more offset than rows.</param>
    /// <exception cref="OverflowException">Together they are longer than 2^31 - 1.</exception>
    public static void Offsets(ReadOnlySpan<int> offsets, ReadOnlySpan<int> rows, Span<int> destination)
    {
        var end = 0;
        destination[0] = 0;
        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows[index];
            end = checked(end + offsets[row + 1] - offsets[row]);
            destination[index + 1] = end;
        }
    }

    /// <summary>The positions that ranges picked by position cover, one after the other.</summary>
    public static void RangePositions(ReadOnlySpan<int> offsets, ReadOnlySpan<int> rows, Span<int> destination)
    {
        var next = 0;
        foreach (var row in rows)
        {
            for (var position = offsets[row]; position < offsets[row + 1]; position++)
            {
                destination[next++] = position;
            }
        }
    }

    /// <summary>The largest row as unsigned, so that a negative one is larger than any position; zero when there is none.</summary>
    public static uint MaxRow(ReadOnlySpan<int> rows)
    {
        var max = 0u;
        foreach (var row in rows)
        {
            max = Math.Max(max, (uint)row);
        }

        return max;
    }

    /// <summary>A block for the picked bits, and how many of them are zero.</summary>
    public static BitBuffer BitBuffer(ReadOnlySpan<ulong> source, ReadOnlySpan<int> rows, out int zeroCount)
    {
        var words = Bitmap.WordCount(rows.Length);
        var buffer = ColumnBuffer.Rent<ulong>(words);
        zeroCount = rows.Length - Bits(source, rows, buffer.Span<ulong>(words));
        return new BitBuffer(buffer, rows.Length);
    }
}
