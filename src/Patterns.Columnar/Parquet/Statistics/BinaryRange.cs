namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>The smallest and the largest of some texts by their bytes, unsigned. The default value is the range of no texts.</summary>
internal struct BinaryRange
{
    /// <summary>Null when there was no text.</summary>
    public byte[]? Min { get; private set; }

    /// <summary>Null when there was no text.</summary>
    public byte[]? Max { get; private set; }

    public void Include(ReadOnlySpan<byte> text)
    {
        if (Min is null || text.SequenceCompareTo(Min) < 0)
        {
            Min = text.ToArray();
        }

        if (Max is null || text.SequenceCompareTo(Max) > 0)
        {
            Max = text.ToArray();
        }
    }

    public void Include(in BinaryRange other)
    {
        if (other.Min is not null)
        {
            Include(other.Min);
            Include(other.Max);
        }
    }
}
