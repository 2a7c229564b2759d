using System.Numerics;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>From how often symbols occur to the description of a table for them.</summary>
internal static class FseProbabilities
{
    private const int LeastAccuracy = 5;

    /// <summary>Shares in units of 1 / 2^accuracy, at least one for every symbol that occurs.</summary>
    /// <param name="counts">How often each symbol occurs.</param>
    /// <param name="accuracy">Bits of a state; 2^accuracy is more than twice the number of symbols.</param>
    /// <param name="probabilities">Receives one per symbol.</param>
    /// <returns>False when only one symbol occurs, or so many rare ones that nothing is left for the others.</returns>
    public static bool TryNormalise(ReadOnlySpan<int> counts, int accuracy, Span<short> probabilities)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var size = 1 << accuracy;
        var (sum, largest) = (0, 0);
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            probabilities[symbol] = (short)(counts[symbol] == 0 ? 0 : Math.Max(1, counts[symbol] * (long)size / total));
            sum += probabilities[symbol];
            largest = probabilities[symbol] > probabilities[largest] ? symbol : largest;
        }

        // The largest share takes what rounding left over or took too much.
        probabilities[largest] += (short)(size - sum);
        return probabilities[largest] > 0 && probabilities[largest] < size;
    }

    /// <summary>Writes the description that <see cref="FseTable.Read"/> reads, and returns its bytes.</summary>
    public static int Write(ReadOnlySpan<short> probabilities, int accuracy, Span<byte> destination)
    {
        var bits = new BitWriter(destination);
        bits.Write((uint)(accuracy - LeastAccuracy), 4);
        var remaining = 1 << accuracy;
        for (var symbol = 0; remaining > 0; symbol++)
        {
            WriteProbability(ref bits, probabilities[symbol], remaining);
            remaining -= probabilities[symbol];
            if (probabilities[symbol] == 0)
            {
                symbol += WriteZeros(ref bits, probabilities[(symbol + 1)..]);
            }
        }

        return bits.Flush();
    }

    /// <summary>Small values take one bit less than large ones.</summary>
    private static void WriteProbability(ref BitWriter bits, int probability, int remaining)
    {
        var width = BitOperations.Log2((uint)remaining + 1) + 1;
        var threshold = (1 << width) - 1 - (remaining + 1);
        var value = probability + 1;
        if (value < threshold)
        {
            bits.Write((uint)value, width - 1);
        }
        else
        {
            bits.Write((uint)(value >= 1 << (width - 1) ? value + threshold : value), width);
        }
    }

    /// <summary>After a zero follows how many more there are, up to three at a time.</summary>
    private static int WriteZeros(ref BitWriter bits, ReadOnlySpan<short> following)
    {
        var zeros = following.IndexOfAnyExcept((short)0);
        var left = zeros;
        for (; left >= 3; left -= 3)
        {
            bits.Write(3, 2);
        }

        bits.Write((uint)left, 2);
        return zeros;
    }
}
