using System.Numerics;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>Guesses from some rows whether a table over all of them would be hardly smaller than they are.</summary>
internal static class KeyDiversity
{
    /// <summary>Fewer rows tell too little.</summary>
    public const int FewestRows = 4_096;

    private const int FirstLookRows = 1_024;
    private const int SampleRows = 8_192;
    private const int SmallDictionary = 4_096;
    private const int MapBits = 1 << 16;

    // With so many different keys in the sample there are about 65,000 or more in all when they come in no order.
    private const double ManyDistinct = 15.0 / 16;

    /// <summary>Whether nearly every one of the first rows has a key of its own.</summary>
    /// <param name="input">At least <see cref="FewestRows"/> rows.</param>
    public static bool IsHigh(in GroupingInput input)
    {
        if (input.Keys is [] or [BooleanColumn] or [DictionaryBinaryColumn { Dictionary.Length: < SmallDictionary }])
        {
            return false;
        }

        // The few rows of a first look rule most inputs out, at an eighth of the cost.
        return AreDistinct(input, FirstLookRows) && AreDistinct(input, Math.Min(SampleRows, input.RowCount));
    }

    private static bool AreDistinct(in GroupingInput input, int count)
    {
        var hashes = ColumnBuffer.Rent<ulong>(count);
        KeyHash.Compute(input.Keys, hashes.Span<ulong>(count));
        Span<ulong> map = stackalloc ulong[MapBits / 64];
        map.Clear();
        foreach (var hash in hashes.Span<ulong>(count))
        {
            map[(int)(hash >> 6) & ((MapBits / 64) - 1)] |= 1UL << (int)(hash & 63);
        }

        hashes.Release();
        var used = 0;
        foreach (var word in map)
        {
            used += BitOperations.PopCount(word);
        }

        // Linear counting: Whang, Vander-Zanden and Taylor, "A linear-time probabilistic counting algorithm for database applications", 1990.
        return -MapBits * Math.Log(1 - ((double)used / MapBits)) > count * ManyDistinct;
    }
}
