using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>A stretch of time in which a promise was not kept: bad slices with at most an hour between them. Where events or
/// rates are counted, a slice is bad when more than ten times as many events failed as the objective allows. Immutable.</summary>
/// <param name="Window">From the first bad slice to the end of the last one.</param>
/// <param name="Counts">What it added to the count, in the unit of the agreement.</param>
/// <param name="BadEvents">Failed events within it.</param>
public sealed record Incident(TimeWindow Window, EventCounts Counts, long BadEvents);
