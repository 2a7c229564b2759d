using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>How many bad events a target allows, how many there were, how many are left: integers, so that nothing is lost. Immutable.</summary>
public readonly record struct ErrorBudget
{
    /// <summary>Computes the budget of counts.</summary>
    /// <param name="target">The target.</param>
    /// <param name="counts">What there was.</param>
    /// <param name="unit">What the counts count.</param>
    public ErrorBudget(Target target, EventCounts counts, BudgetUnit unit = BudgetUnit.Events)
    {
        Target = target;
        Counts = counts;
        Unit = unit;
        Allowed = target.AllowedBad(counts.Total);
    }

    /// <summary>The target.</summary>
    public Target Target { get; }

    /// <summary>What was counted.</summary>
    public EventCounts Counts { get; }

    /// <summary>What the integers count.</summary>
    public BudgetUnit Unit { get; }

    /// <summary>The largest number of bad ones with which the target is still met, given as many events as there were.</summary>
    public long Allowed { get; }

    /// <summary>The bad ones.</summary>
    public long Spent => Counts.Bad;

    /// <summary>What may still go wrong; negative when more went wrong than was allowed.</summary>
    public long Left => Allowed - Spent;

    /// <summary>Whether the target is missed. With exactly what is allowed spent, it is still met.</summary>
    public bool IsOverspent => Spent > Allowed;

    /// <summary>The spent share of the budget before any rounding, for people and charts: 1 when all of it is, more when overspent, 0 without events.</summary>
    public double SpentShare
        => Counts.Total == 0 ? 0 : (double)Counts.Bad * Target.Value.Denominator / ((double)Counts.Total * (Target.Value.Denominator - Target.Value.Numerator));

    /// <summary>Whether at least a share of the budget is spent; exact. Without events nothing is spent.</summary>
    /// <param name="share">0 or more, such that its product with the budget fits a <see cref="Ratio"/>.</param>
    public bool IsSpentBy(Ratio share) => Counts.Total != 0 && BurnRate.Reaches(Counts, BurnRate.BadShare(share, Target));

    /// <summary>For example <c>12 of 43 spent</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Spent} of {Allowed} spent");
}
