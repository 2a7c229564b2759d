using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>The smallest and the largest of some texts by their bytes, unsigned. The default value is the range of no texts.</summary>
internal struct BinaryRange
{
    /// <summary>Null when there was no text.</summary>
    public byte[]? Min { get; private set; }

    /// <summary>Null when there was no text.</summary>
    public byte[]? Max { get; private set; }

    /// <summary>The range of some texts.</summary>
    /// <param name="values">Texts.</param>
    /// <param name="chosen">One per text, not zero for those that count; empty when all do.</param>
    public static BinaryRange Of(BinaryValues values, ReadOnlySpan<byte> chosen)
    {
        var (min, max) = (-1, -1);
        var (minPrefix, maxPrefix) = (ulong.MaxValue, 0UL);
        for (var index = 0; index < values.Count; index++)
        {
            if (!chosen.IsEmpty && chosen[index] == 0)
            {
                continue;
            }

            // Where the first eight bytes differ, they decide.
            var prefix = values.Prefix(index);
            if (prefix <= minPrefix && (min < 0 || prefix < minPrefix || values[index].SequenceCompareTo(values[min]) < 0))
            {
                (min, minPrefix) = (index, prefix);
            }

            if (prefix >= maxPrefix && (max < 0 || prefix > maxPrefix || values[index].SequenceCompareTo(values[max]) > 0))
            {
                (max, maxPrefix) = (index, prefix);
            }
        }

        return min < 0 ? default : new BinaryRange { Min = values[min].ToArray(), Max = values[max].ToArray() };
    }

    public void Include(in BinaryRange other)
    {
        if (other.Min is null)
        {
            return;
        }

        Min = Min is null || other.Min.AsSpan().SequenceCompareTo(Min) < 0 ? other.Min : Min;
        Max = Max is null || other.Max.AsSpan().SequenceCompareTo(Max) > 0 ? other.Max : Max;
    }
}
