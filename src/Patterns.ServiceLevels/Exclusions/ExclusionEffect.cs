namespace Patterns.ServiceLevels;

/// <summary>What happens to the events of an excluded time. Both are in use, and they give different numbers; the coverage tells how much was excluded.</summary>
public enum ExclusionEffect
{
    /// <summary>They are left out: neither good nor bad, and not counted at all. The default.</summary>
    Drop,

    /// <summary>They count as good. Where slices are counted, a slice without events counts as good too.</summary>
    CountAsGood,
}
