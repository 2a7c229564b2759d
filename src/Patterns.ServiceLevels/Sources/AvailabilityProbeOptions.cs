namespace Patterns.ServiceLevels;

/// <summary>How often a probe asks, and how long it waits.</summary>
public sealed class AvailabilityProbeOptions
{
    /// <summary>The time from one question to the next: 100 milliseconds to 1 day, 15 seconds by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an answer may take: 1 millisecond to the interval, 5 seconds by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
