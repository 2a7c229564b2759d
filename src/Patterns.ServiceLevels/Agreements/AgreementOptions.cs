using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>What an agreement says beside its target and its period.</summary>
public sealed class AgreementOptions
{
    /// <summary>When the service counts as unavailable; failed requests of all requests by default.</summary>
    public Unavailability Unavailability { get; set; } = Unavailability.Requests;

    /// <summary>What is given back, by attainment; empty by default. Bounds fall and credits grow from one to the next; none lies above the target.</summary>
    public IList<CreditTier> Credits { get; } = [];

    /// <summary>The most that is given back for a period, (0, 1] of the fee; 1 by default.</summary>
    public Ratio CreditCap { get; set; } = Ratio.One;

    /// <summary>Time that is not judged; empty by default. What happens to its events is each exclusion's own.</summary>
    public IList<Exclusion> Exclusions { get; } = [];

    /// <summary>What a slice or minute without events counts as, where time is counted; good by default: who is not asked does not fail.</summary>
    public NoDataPolicy NoData { get; set; } = NoDataPolicy.Good;

    /// <summary>Slices and minutes with fewer events count as without events, where time is counted; 0 or more, 1 by default.</summary>
    public long MinimumSliceEvents { get; set; } = 1;

    /// <summary>A period with fewer events is not judged; 0 or more, 0 by default.</summary>
    public long MinimumPeriodEvents { get; set; }

    /// <summary>How long after the end of a period a credit can be claimed; more than none, 30 days by default.</summary>
    public TimeSpan ClaimsWindow { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Who promises, for reports; null for nobody.</summary>
    public string? Provider { get; set; }

    /// <summary>To whom, for reports; null for nobody.</summary>
    public string? Customer { get; set; }
}
