namespace Patterns.ServiceLevels;

/// <summary>Buckets of a Prometheus native histogram: spans, and per bucket the difference to the count before. The default has none.</summary>
public readonly record struct NativeBuckets
{
    private readonly (int Index, long Count)[]? _buckets;

    /// <summary>Creates buckets.</summary>
    /// <param name="spans">Runs of buckets.</param>
    /// <param name="deltas">For each bucket of the spans, its count less that of the bucket before; the first one's is its count.</param>
    /// <exception cref="ArgumentException">Spans and differences do not belong together, a count is negative, or there are too many buckets.</exception>
    public NativeBuckets(IReadOnlyList<BucketSpan> spans, IReadOnlyList<long> deltas)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(deltas);
        if (deltas.Count > Histogram.MaxBuckets || spans.Count > Histogram.MaxBuckets)
        {
            throw new ArgumentException($"There are at most {Histogram.MaxBuckets} buckets and spans, but {deltas.Count} buckets in {spans.Count} spans are given.", nameof(deltas));
        }

        var buckets = new (int Index, long Count)[deltas.Count];
        var (place, index, count) = (0, 0L, 0L);
        foreach (var (number, span) in spans.Index())
        {
            if (span.Length < 0 || (number > 0 && span.Offset < 0) || span.Length > deltas.Count - place)
            {
                throw new ArgumentException($"Span {number + 1} ({span.Offset}, {span.Length}) does not fit: {deltas.Count - place} buckets are left, and gaps are 0 or more.", nameof(spans));
            }

            index += span.Offset;
            for (var end = place + span.Length; place < end; place++, index++)
            {
                count += deltas[place];
                buckets[place] = count >= 0 && index is > int.MinValue and < int.MaxValue
                    ? ((int)index - 1, count)
                    : throw new ArgumentException($"Bucket {index} has the count {count}. Counts are 0 or more, and indexes have 32 bits.", nameof(deltas));
            }
        }

        _buckets = place == buckets.Length
            ? [.. buckets.Where(static bucket => bucket.Count > 0)]
            : throw new ArgumentException($"The spans have {place} buckets, but there are {buckets.Length} differences.", nameof(spans));
    }

    // By OpenTelemetry's index, which is one less.
    internal IEnumerable<(int Index, long Count)> Enumerate() => _buckets ?? [];
}
