namespace Patterns.ServiceLevels;

/// <summary>Buckets of an OpenTelemetry exponential histogram: bucket i of the scale holds values above base^i up to base^(i + 1). The default has none.</summary>
public readonly record struct ExponentialBuckets
{
    private readonly long[]? _counts;

    /// <summary>Creates buckets.</summary>
    /// <param name="offset">Index of the first bucket.</param>
    /// <param name="counts">Values per bucket, at most <see cref="Histogram.MaxBuckets"/>.</param>
    /// <exception cref="ArgumentException">There are too many buckets, a count is negative, or an index does not fit 32 bits.</exception>
    public ExponentialBuckets(int offset, IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count > Histogram.MaxBuckets || (long)offset + counts.Count > int.MaxValue)
        {
            throw new ArgumentException($"There are at most {Histogram.MaxBuckets} buckets with indexes of 32 bits, but {counts.Count} from index {offset} on are given.", nameof(counts));
        }

        if (counts.Any(static count => count < 0))
        {
            throw new ArgumentException("The count of a bucket is 0 or more.", nameof(counts));
        }

        Offset = offset;
        _counts = [.. counts];
    }

    /// <summary>Index of the first bucket.</summary>
    public int Offset { get; }

    /// <summary>Values per bucket.</summary>
    public IReadOnlyList<long> Counts => _counts ?? [];

    internal IEnumerable<(int Index, long Count)> Enumerate()
    {
        var offset = Offset;
        return Counts.Select((count, place) => (Index: offset + place, Count: count)).Where(static bucket => bucket.Count > 0);
    }
}
