namespace Patterns.ServiceLevels;

/// <summary>What the integers of an error budget count.</summary>
public enum BudgetUnit
{
    /// <summary>Events.</summary>
    Events,

    /// <summary>Slices of time.</summary>
    Slices,

    /// <summary>10^-12 of a slice of time.</summary>
    SliceParts,
}
