namespace Patterns.ServiceLevels;

/// <summary>What an indicator is and how long it remembers.</summary>
public sealed class IndicatorOptions
{
    /// <summary>What is measured, for people; null for nothing.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// How far back minutes are kept: 1 hour to 3660 days, 31 days by default. An objective whose window is longer makes its indicator keep as much as it needs.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(31);
}
