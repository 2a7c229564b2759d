namespace Patterns.Tables;

/// <summary>The periods of a <see cref="BusinessCalendar"/> that a metric is answered for one by one, from the shortest to the longest.</summary>
public enum TimeGrain
{
    /// <summary>Days of the calendar's time zone.</summary>
    Day,

    /// <summary>Weeks from the calendar's first day of the week.</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Quarters of the fiscal year.</summary>
    Quarter,

    /// <summary>Fiscal years.</summary>
    Year,
}
