namespace Patterns.Updates.Segments;

/// <summary>What was found when a feed was opened.</summary>
/// <param name="Chain">Its segments.</param>
/// <param name="Writers">Its writers.</param>
/// <param name="LastSequence">Sequence of its last update.</param>
/// <param name="LastTicks">When that was appended, UTC ticks.</param>
/// <param name="CutBytes">Bytes behind it that belonged to a batch whose writing was interrupted; 0 when there was none.</param>
internal sealed record RecoveredSegments(SegmentChain Chain, FeedWriters Writers, long LastSequence, long LastTicks, long CutBytes);
