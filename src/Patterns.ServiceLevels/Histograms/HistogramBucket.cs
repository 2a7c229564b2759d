namespace Patterns.ServiceLevels;

/// <summary>A bucket of a <see cref="Histogram"/>: values above <see cref="Lower"/> up to and with <see cref="Upper"/>. Immutable.</summary>
/// <param name="Lower">Exclusive lower bound; minus infinity for none.</param>
/// <param name="Upper">Inclusive upper bound; infinity for none.</param>
/// <param name="Count">Values, 0 or more.</param>
public readonly record struct HistogramBucket(double Lower, double Upper, long Count);
