namespace Patterns.ServiceLevels;

/// <summary>When a window starts that is anchored on day 29, 30 or 31, in a month without that day.</summary>
public enum MonthEndRule
{
    /// <summary>On the last day of the month: 31 January, 28 February, 31 March.</summary>
    LastDay,

    /// <summary>As many days into the next month as are missing: 31 January, 3 March, 31 March. This is what Nobl9 does, and Go's <c>AddDate</c>.</summary>
    Overflow,
}
