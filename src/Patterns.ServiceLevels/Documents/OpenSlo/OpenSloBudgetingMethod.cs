namespace Patterns.ServiceLevels;

/// <summary>How a budget is counted (OpenSLO v1, budgetingMethod).</summary>
public enum OpenSloBudgetingMethod
{
    /// <summary>Good events of valid events over the window.</summary>
    Occurrences,

    /// <summary>Good slices of all slices; a slice is good when its own ratio reaches the slice target.</summary>
    Timeslices,

    /// <summary>Mean of the ratios of all slices.</summary>
    RatioTimeslices,
}
