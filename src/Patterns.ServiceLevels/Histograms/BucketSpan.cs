namespace Patterns.ServiceLevels;

/// <summary>A run of neighbouring buckets of a Prometheus native histogram. Immutable.</summary>
/// <param name="Offset">For the first span the index of its first bucket, for others the gap to the span before, 0 or more.</param>
/// <param name="Length">Buckets in the run, 0 or more.</param>
public readonly record struct BucketSpan(int Offset, int Length);
