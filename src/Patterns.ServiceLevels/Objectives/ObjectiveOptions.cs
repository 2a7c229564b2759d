using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>How an objective is judged, beyond its target and window. Read once, when the objective is created.</summary>
public sealed class ObjectiveOptions
{
    /// <summary>What is aimed for, for people; null for nothing.</summary>
    public string? Description { get; set; }

    /// <summary>What the budget counts; events by default.</summary>
    public Budgeting Budgeting { get; set; } = Budgeting.Occurrences;

    /// <summary>What a slice without events counts as; left out by default.</summary>
    public NoDataPolicy NoData { get; set; }

    /// <summary>Time that is not judged; none by default. Where several cover a minute, the first one decides.</summary>
    public IList<Exclusion> Exclusions { get; } = [];

    /// <summary>The alerts; null, the default, for <see cref="AlertRules.For"/>. A rule that can never fire is refused.</summary>
    public IReadOnlyList<AlertRule>? Alerts { get; set; }

    /// <summary>An alert fires only with so many bad ones in its long window: 1 or more, 1 by default.</summary>
    public long MinimumBad { get; set; } = 1;

    /// <summary>
    /// An alert fires only when the long window's lower Wilson bound, with so many standard deviations, is above its threshold: 0 to 10. 0, the default, asks
    /// for no such certainty; 164/100 is 95 % on one side.
    /// </summary>
    public Ratio CertaintyZ { get; set; }

    /// <summary>What the budget's spent share leads to; none by default. See <see cref="BudgetLevel"/>.</summary>
    public IList<BudgetLevel> Policy { get; } = [];
}
