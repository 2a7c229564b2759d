using Patterns.Core;

namespace Patterns.ServiceLevels.Agreements.Judging;

/// <summary>A stretch of time after judging: what it adds to the count, and what it was.</summary>
internal readonly record struct JudgedSlice(TimeWindow Window, EventCounts Counts, SliceState State, EventCounts Events);
