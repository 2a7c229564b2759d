namespace Patterns.ServiceLevels;

/// <summary>What a slice without events counts as. Where events are counted it counts as nothing in any case: there is nothing to count.</summary>
public enum NoDataPolicy
{
    /// <summary>Left out of the count; the coverage says how much there was. The default.</summary>
    Ignore,

    /// <summary>Good: who is not asked does not fail.</summary>
    Good,

    /// <summary>Bad: what does not report is down.</summary>
    Bad,
}
