namespace Patterns.ServiceLevels;

/// <summary>Events that arrived together: the rows of a table's commit, of a file, of a run of checks. Immutable.</summary>
/// <param name="Source">Where batches of one numbering come from, such as the name of a table; not empty.</param>
/// <param name="Number">The place of the batch in its source, growing from one to the next, such as the version of a commit.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Counts">Good and all events of it.</param>
public readonly record struct IndicatorBatch(string Source, long Number, DateTimeOffset At, EventCounts Counts);
