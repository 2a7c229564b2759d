using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>
/// What a service can promise at most, given what it depends on. Exact, and without the assumption that failures are independent: at worst no two failures
/// overlap, so their budgets add up (Treynor and others, The Calculus of Service Availability, 2017).
/// </summary>
public static class DependencyCeiling
{
    /// <summary>The share that is left when every dependency fails as much as it may, and the service whenever one does: 1 less the sum of the budgets.</summary>
    /// <param name="dependencies">Targets of what the service cannot do without.</param>
    /// <returns>At least 0.</returns>
    public static Ratio OfAll(params IEnumerable<Target> dependencies)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        // Denominators are at most 10^9, and for decimal targets one divides the other, so sums stay small; others may not fit, which the fraction reports.
        var (spent, whole) = ((Int128)0, (Int128)1);
        foreach (var target in dependencies)
        {
            var budget = target.Budget;
            (spent, whole) = Reduce((spent * budget.Denominator) + (whole * budget.Numerator), whole * budget.Denominator);
        }

        return spent >= whole ? Ratio.Zero : new Ratio(Fit(whole - spent), Fit(whole));
    }

    /// <summary>The share that is reached when the service fails only while all of several redundant dependencies do, and their failures are independent.</summary>
    /// <param name="dependencies">Targets of the redundant ones, one or more.</param>
    /// <remarks>They seldom are independent: take it as the best case.</remarks>
    public static double OfAny(params IEnumerable<Target> dependencies)
    {
        ArgumentNullException.ThrowIfNull(dependencies);
        return 1 - dependencies.Aggregate(1d, static (product, target) => product * target.Budget.ToDouble());
    }

    /// <summary>Whether a target can be kept: what dependencies may spend is not more than its budget. Exact.</summary>
    /// <param name="target">The target of the service.</param>
    /// <param name="dependencies">Targets of what the service cannot do without.</param>
    public static bool Allows(Target target, params IEnumerable<Target> dependencies) => target.Value <= OfAll(dependencies);

    private static (Int128 Above, Int128 Below) Reduce(Int128 above, Int128 below)
    {
        var (left, right) = (above, below);
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return (above / left, Fit(below / left));
    }

    private static long Fit(Int128 value) => value <= long.MaxValue
        ? (long)value
        : throw new ArgumentException("The sum of the dependencies' budgets has no denominator of 64 bits. Take decimal targets.");
}
