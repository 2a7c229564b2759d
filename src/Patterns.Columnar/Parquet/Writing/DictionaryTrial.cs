using Patterns.Columnar.Parquet.Reading;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Judges, while the dictionary of a column chunk grows and when it is complete, whether the chunk becomes smaller by it.</summary>
/// <param name="valueCount">Values of the chunk.</param>
/// <param name="otherByteCount">Bytes that the values take without a dictionary.</param>
internal struct DictionaryTrial(int valueCount, double otherByteCount)
{
    /// <summary>Values after which it is looked how the dictionary does.</summary>
    public const int BlockLength = 4096;

    private const int FirstLook = 2 * BlockLength;

    // Header of the dictionary page and the like.
    private const int FixedByteCount = 48;

    private double _lastByteCount;
    private int _lastSeen;

    /// <summary>Whether it can be given up: it costs more than it saves so far, did so for the last values, and will for those to come.</summary>
    /// <param name="seen">Values seen so far.</param>
    /// <param name="distinct">Entries so far.</param>
    /// <param name="dictionaryByteCount">Bytes of these.</param>
    public bool IsHopeless(int seen, int distinct, double dictionaryByteCount)
    {
        var otherPerValue = otherByteCount / valueCount;
        var codeByteCount = LevelDecoding.BitWidth(Math.Max(0, distinct - 1)) / 8.0;
        var total = dictionaryByteCount + (seen * codeByteCount);
        var marginal = dictionaryByteCount - _lastByteCount + ((seen - _lastSeen) * codeByteCount);
        var isCostly = seen >= FirstLook && total > seen * otherPerValue && marginal > (seen - _lastSeen) * otherPerValue;
        (_lastByteCount, _lastSeen) = (dictionaryByteCount, seen);
        return isCostly && PredictedByteCount(seen, distinct, dictionaryByteCount) > otherByteCount;
    }

    /// <summary>Whether the dictionary is worth having for the values that it has codes for.</summary>
    /// <param name="coded">Values with a code, from the first on.</param>
    /// <param name="runs">Runs of equal codes.</param>
    /// <param name="distinct">Entries.</param>
    /// <param name="dictionaryByteCount">Bytes of these.</param>
    public readonly bool Pays(int coded, int runs, int distinct, double dictionaryByteCount)
    {
        var codeByteCount = LevelDecoding.BitWidth(distinct - 1) / 8.0;
        var codes = Math.Min(coded * codeByteCount, runs * (2 + codeByteCount));
        return FixedByteCount + dictionaryByteCount + codes <= coded * (otherByteCount / valueCount);
    }

    /// <summary>
    /// What dictionary and codes of all values would take, if values are drawn from a fixed number of distinct ones: of D, n draws bring about
    /// D (1 - exp(-n / D)). Source: W. Feller, "An Introduction to Probability Theory", vol. 1, section IV.2.
    /// </summary>
    private readonly double PredictedByteCount(int seen, int distinct, double dictionaryByteCount)
    {
        var (low, high) = ((double)distinct, 1e12);
        for (var step = 0; step < 60; step++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = middle * (1 - Math.Exp(-seen / middle)) < distinct ? (middle, high) : (low, middle);
        }

        var predicted = low * (1 - Math.Exp(-valueCount / low));
        return (dictionaryByteCount / distinct * predicted) + (valueCount * Math.Log2(Math.Max(2, predicted)) / 8);
    }
}
