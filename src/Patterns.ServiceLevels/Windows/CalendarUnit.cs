namespace Patterns.ServiceLevels;

/// <summary>The step of a calendar window.</summary>
public enum CalendarUnit
{
    /// <summary>A day of the zone, 23 to 25 hours.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months.</summary>
    Quarter,

    /// <summary>Twelve months.</summary>
    Year,
}
