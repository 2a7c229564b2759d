namespace Patterns.ServiceLevels;

/// <summary>What a budget counts. The three give different numbers for the same history and are never mixed.</summary>
public enum BudgetingMethod
{
    /// <summary>Events: good events over all events.</summary>
    Occurrences,

    /// <summary>Slices of time: a slice is good when enough of its events are; good slices over all slices.</summary>
    TimeSlices,

    /// <summary>Slices of time, each by its own share of good events; the mean of these shares over all slices.</summary>
    RatioTimeSlices,
}
