namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>Cuts rows into <see cref="Count"/> partitions by bits of their hashes.</summary>
internal static class RadixPartitions
{
    private const int Bits = 6;

    // The tables of a partition take their slots from the upper bits of other hashes of the same keys; these bits are independent of them.
    private const int FirstBit = 8;

    /// <summary>The number of partitions.</summary>
    public const int Count = 1 << Bits;

    /// <summary>How many times rows can be partitioned.</summary>
    public const int Levels = (64 - FirstBit) / Bits;

    /// <summary>The rows ordered by partition, within one in their own order.</summary>
    /// <param name="hashes">One per row.</param>
    /// <param name="level">How many times the rows have been partitioned before; each time takes other bits.</param>
    /// <param name="rows">Receives the rows; as many as hashes.</param>
    /// <returns>For each partition where it begins in <paramref name="rows"/>, and the end.</returns>
    public static int[] Order(ReadOnlySpan<ulong> hashes, int level, Span<int> rows)
    {
        var shift = FirstBit + (level * Bits);
        Span<int> next = stackalloc int[Count];
        next.Clear();
        foreach (var hash in hashes)
        {
            next[(int)(hash >> shift) & (Count - 1)]++;
        }

        var starts = new int[Count + 1];
        for (var partition = 0; partition < Count; partition++)
        {
            starts[partition + 1] = starts[partition] + next[partition];
            next[partition] = starts[partition];
        }

        rows = rows[..hashes.Length];
        for (var row = 0; row < hashes.Length; row++)
        {
            rows[next[(int)(hashes[row] >> shift) & (Count - 1)]++] = row;
        }

        return starts;
    }
}
