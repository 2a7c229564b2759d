namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>
/// The lengths of the best prefix code whose codes are not longer than a limit. Source: Larmore and Hirschberg, "A fast algorithm for optimal
/// length-limited Huffman codes" (1990): the package-merge algorithm.
/// </summary>
internal static class HuffmanLengths
{
    /// <summary>Computes the lengths.</summary>
    /// <param name="counts">How often each symbol occurs; at least two of them do.</param>
    /// <param name="maxLength">Longest code allowed; 2^maxLength symbols must be possible.</param>
    /// <param name="lengths">Receives bits per symbol, 0 for one that does not occur.</param>
    public static void Compute(ReadOnlySpan<int> counts, int maxLength, Span<byte> lengths)
    {
        lengths.Clear();
        var leaves = new List<Coin>();
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
            {
                leaves.Add(new Coin(counts[symbol], symbol, null, null));
            }
        }

        leaves.Sort(static (left, right) => left.Weight.CompareTo(right.Weight));
        var level = leaves;
        for (var length = 1; length < maxLength; length++)
        {
            level = Merge(leaves, Pairs(level));
        }

        foreach (var coin in level.Take((2 * leaves.Count) - 2))
        {
            Count(coin, lengths);
        }
    }

    private static List<Coin> Pairs(List<Coin> level)
    {
        var pairs = new List<Coin>(level.Count / 2);
        for (var index = 0; index + 1 < level.Count; index += 2)
        {
            pairs.Add(new Coin(level[index].Weight + level[index + 1].Weight, -1, level[index], level[index + 1]));
        }

        return pairs;
    }

    private static List<Coin> Merge(List<Coin> left, List<Coin> right)
    {
        var merged = new List<Coin>(left.Count + right.Count);
        for (int index = 0, other = 0; index < left.Count || other < right.Count;)
        {
            merged.Add(other == right.Count || (index < left.Count && left[index].Weight <= right[other].Weight) ? left[index++] : right[other++]);
        }

        return merged;
    }

    private static void Count(Coin coin, Span<byte> lengths)
    {
        if (coin is { First: { } first, Second: { } second })
        {
            Count(first, lengths);
            Count(second, lengths);
        }
        else
        {
            lengths[coin.Symbol]++;
        }
    }

    private sealed record Coin(long Weight, int Symbol, Coin? First, Coin? Second);
}
