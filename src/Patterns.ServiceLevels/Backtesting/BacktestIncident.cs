using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>A time in history in which somebody should have been alerted, and what the alert made of it. Immutable.</summary>
/// <param name="Window">The incident.</param>
/// <param name="DetectedAfter">From its start until an alert fired; null when none did.</param>
/// <param name="ResetAfter">From its end until no alert fired any more; zero when none did at its end, null when it was not detected or the alert outlasts the history.</param>
public sealed record BacktestIncident(TimeWindow Window, TimeSpan? DetectedAfter, TimeSpan? ResetAfter);
