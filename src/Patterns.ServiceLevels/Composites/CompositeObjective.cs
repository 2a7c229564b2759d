using System.Numerics;

namespace Patterns.ServiceLevels;

/// <summary>A target for several objectives together. Its declaration never changes; evaluating it is safe for use by several threads.</summary>
public sealed class CompositeObjective
{
    /// <summary>Creates a composite.</summary>
    /// <param name="name">Name.</param>
    /// <param name="kind">How the parts make up the whole.</param>
    /// <param name="target">What the whole is to reach.</param>
    /// <param name="parts">Two parts or more, each over the same window.</param>
    /// <exception cref="ArgumentException">There are fewer than two parts, their windows differ, or the target is empty.</exception>
    public CompositeObjective(string name, CompositeKind kind, Target target, IReadOnlyList<CompositePart> parts)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(parts);
        if (target.IsEmpty)
        {
            throw new ArgumentException($"Composite '{name}' has no target. Give one, for example Target.Percent(\"99.9\").", nameof(target));
        }

        if (parts.Count < 2)
        {
            throw new ArgumentException($"Composite '{name}' has two parts or more, but {parts.Count} given.", nameof(parts));
        }

        if (parts.Select(static part => part.Objective.Window.ToString()).Distinct().ToArray() is { Length: > 1 } windows)
        {
            throw new ArgumentException($"The parts of composite '{name}' have one window, but there are {string.Join(" and ", windows)}.", nameof(parts));
        }

        Name = name;
        Kind = kind;
        Target = target;
        Parts = [.. parts];
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How the parts make up the whole.</summary>
    public CompositeKind Kind { get; }

    /// <summary>What the whole is to reach.</summary>
    public Target Target { get; }

    /// <summary>The parts.</summary>
    public IReadOnlyList<CompositePart> Parts { get; }

    /// <summary>Where the composite stands at an instant. Parts without data are left out, of weights too.</summary>
    /// <param name="now">The instant.</param>
    public CompositeStatus Evaluate(DateTimeOffset now)
    {
        var statuses = Parts.Select(part => part.Objective.Evaluate(now)).ToArray();
        if (Kind is CompositeKind.AllOf or CompositeKind.AnyOf)
        {
            var budget = new ErrorBudget(Target, CountMinutes(statuses), BudgetUnit.Slices);
            return new CompositeStatus(this, now, budget.Counts.Attainment?.ToDouble(), !budget.IsOverspent, budget, statuses);
        }

        var (above, below) = Kind == CompositeKind.Weighted ? WeightedMean(statuses) : Product(statuses);
        var isMet = below.IsZero || above * Target.Value.Denominator >= below * Target.Value.Numerator;
        return new CompositeStatus(this, now, below.IsZero ? null : Quotient(above, below), isMet, null, statuses);
    }

    private static (BigInteger Above, BigInteger Below) Product(ObjectiveStatus[] statuses)
    {
        var counted = statuses.Select(static status => status.Budget.Counts).Where(static counts => !counts.IsEmpty).ToArray();
        return counted.Length == 0
            ? default
            : (counted.Aggregate(BigInteger.One, static (product, counts) => product * counts.Good), counted.Aggregate(BigInteger.One, static (product, counts) => product * counts.Total));
    }

    // Both fit a double only after they are cut to its digits.
    private static double Quotient(BigInteger above, BigInteger below) => (double)(above * 1_000_000_000_000_000_000 / below) / 1e18;

    private (BigInteger Above, BigInteger Below) WeightedMean(ObjectiveStatus[] statuses)
    {
        var (above, below, weights) = (BigInteger.Zero, BigInteger.One, BigInteger.Zero);
        foreach (var (part, status) in Parts.Zip(statuses))
        {
            var counts = status.Budget.Counts;
            if (!counts.IsEmpty)
            {
                above = (above * counts.Total) + (below * counts.Good * part.Weight);
                below *= counts.Total;
                weights += part.Weight;
            }
        }

        return (above, weights.IsZero ? BigInteger.Zero : below * weights);
    }

    private EventCounts CountMinutes(ObjectiveStatus[] statuses)
    {
        var window = statuses[0].Window;
        var histories = Parts.Select(part => (part.Objective.Target, Minutes: part.Objective.JudgedMinutes(window))).ToArray();
        var (good, total) = (0L, 0L);
        for (var minute = 0; minute < histories.Max(static part => part.Minutes.Length); minute++)
        {
            var states = histories.Where(part => minute < part.Minutes.Length && !part.Minutes[minute].IsEmpty).Select(part => part.Target.IsMetBy(part.Minutes[minute])).ToArray();
            total += states.Length > 0 ? 1 : 0;
            good += states.Length > 0 && (Kind == CompositeKind.AllOf ? states.All(static met => met) : states.Any(static met => met)) ? 1 : 0;
        }

        return new EventCounts(good, total);
    }
}
