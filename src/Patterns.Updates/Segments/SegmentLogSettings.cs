using Patterns.Updates.Metrics;

namespace Patterns.Updates.Segments;

/// <summary>What the feeds of a folder have in common.</summary>
/// <param name="Clock">Time and chance.</param>
/// <param name="Metrics">What is measured.</param>
/// <param name="MaxBatchBytes">The most bytes of payload of one append.</param>
/// <param name="TailBytes">The most bytes of payload of a feed that are kept in memory.</param>
/// <param name="SegmentBytes">How long a segment becomes, about.</param>
/// <param name="IsFlushed">Whether batches are left to the operating system rather than made durable.</param>
internal sealed record SegmentLogSettings(SegmentClock Clock, FeedMetrics Metrics, int MaxBatchBytes, long TailBytes, long SegmentBytes, bool IsFlushed);
