namespace Patterns.ServiceLevels;

/// <summary>Says what a measurement of an instrument counts as.</summary>
/// <param name="value">The measured value.</param>
/// <param name="tags">Its tags; valid during the call only.</param>
/// <returns>One good or bad event, several for a counter's increment, or the default to leave it out.</returns>
public delegate EventCounts MeasurementJudge(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);
