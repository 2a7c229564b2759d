namespace Patterns.ServiceLevels.Evaluation;

/// <summary>Waits for the start of minutes.</summary>
internal static class MinuteClock
{
    /// <summary>How long it is until the next minute starts: more than zero, at most a minute.</summary>
    public static TimeSpan UntilNextMinute(DateTimeOffset now) => new(TimeSpan.TicksPerMinute - (now.UtcTicks % TimeSpan.TicksPerMinute));
}
