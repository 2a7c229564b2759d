namespace Patterns.ServiceLevels;

/// <summary>What an objective and its alerts would have made of a history. Immutable.</summary>
public sealed class BacktestResult
{
    internal BacktestResult(EventCounts counts, (long Met, long Judged) minutes, IReadOnlyList<BacktestAlert> alerts, IReadOnlyList<BacktestIncident> incidents)
    {
        Counts = counts;
        MinutesMet = minutes.Met;
        MinutesJudged = minutes.Judged;
        Alerts = alerts;
        Incidents = incidents;
    }

    /// <summary>All of the history: events, or slices, as the budget counts them.</summary>
    public EventCounts Counts { get; }

    /// <summary>Minutes at whose end the objective was met over the window that ended there.</summary>
    public long MinutesMet { get; }

    /// <summary>Minutes at whose end a whole window of history lay behind; 0 when the history is shorter than the window.</summary>
    public long MinutesJudged { get; }

    /// <summary>Every time an alert would have fired, in order of time.</summary>
    public IReadOnlyList<BacktestAlert> Alerts { get; }

    /// <summary>The incidents and how they were detected.</summary>
    public IReadOnlyList<BacktestIncident> Incidents { get; }

    /// <summary>The share of alerts that were about an incident; null without alerts.</summary>
    public double? Precision => Alerts.Count == 0 ? null : (double)Alerts.Count(static alert => alert.IsTrue) / Alerts.Count;

    /// <summary>The share of incidents that were detected; null without incidents.</summary>
    public double? Recall => Incidents.Count == 0 ? null : (double)Incidents.Count(static incident => incident.DetectedAfter is not null) / Incidents.Count;
}
