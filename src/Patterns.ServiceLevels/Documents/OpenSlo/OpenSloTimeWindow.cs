namespace Patterns.ServiceLevels;

/// <summary>The window of an objective: the last so many days, or a period of the calendar (OpenSLO v1, timeWindow).</summary>
/// <param name="Duration">How long it is.</param>
/// <param name="Calendar">Where periods of the calendar start; null for a rolling window.</param>
public sealed record OpenSloTimeWindow(OpenSloDuration Duration, OpenSloCalendar? Calendar = null)
{
    /// <summary>Whether the window ends now, always.</summary>
    public bool IsRolling => Calendar is null;
}
