namespace Patterns.ServiceLevels;

/// <summary>How many values of a histogram are at most a threshold, as far as its buckets tell. Immutable.</summary>
/// <param name="Sure">Values in buckets that end at the threshold or before.</param>
/// <param name="Unsure">Values in the bucket that the threshold cuts: each is on one side or the other.</param>
/// <param name="Total">All values.</param>
public readonly record struct HistogramCount(long Sure, long Unsure, long Total);
