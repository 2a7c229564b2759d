using Patterns.Core;
using Patterns.ServiceLevels.Windows;

namespace Patterns.ServiceLevels.Objectives;

/// <summary>What makes an objective impossible, each with a message that names the value, the limit and what would do.</summary>
internal static class ObjectiveChecks
{
    public static void Require(Objective objective)
    {
        if (Problem(objective) is { } problem)
        {
            throw new ArgumentException($"Objective '{objective.Name}': {problem}");
        }
    }

    private static string? Problem(Objective objective)
    {
        if (objective.Target.IsEmpty)
        {
            return "it has no target. Give one, for example Target.Percent(\"99.9\").";
        }

        if (objective.MinimumBad < 1)
        {
            return $"{nameof(ObjectiveOptions.MinimumBad)} is 1 or more, but is {objective.MinimumBad}.";
        }

        if (objective.CertaintyZ < Ratio.Zero || objective.CertaintyZ > new Ratio(10, 1))
        {
            return $"{nameof(ObjectiveOptions.CertaintyZ)} is 0 to 10 standard deviations, but is {objective.CertaintyZ}.";
        }

        if (objective.Budgeting.Slice > objective.Window.NominalLength)
        {
            return $"a slice of {Durations.Text(objective.Budgeting.Slice)} is longer than the window of {objective.Window}.";
        }

        if (objective.Alerts.Count + objective.Policy.Count > 63)
        {
            return $"it has {objective.Alerts.Count} alerts and {objective.Policy.Count} levels, and 63 together are the most.";
        }

        if (objective.Policy.GroupBy(static level => level.Name, StringComparer.Ordinal).FirstOrDefault(static names => names.Count() > 1) is { } twice)
        {
            return $"its policy has two levels called '{twice.Key}'.";
        }

        return objective.Alerts.Select(rule => Problem(objective, rule)).FirstOrDefault(static problem => problem is not null);
    }

    private static string? Problem(Objective objective, AlertRule rule)
    {
        if (!rule.IsReachable(objective.Target))
        {
            var most = new Ratio(objective.Target.Budget.Denominator, objective.Target.Budget.Numerator);
            return $"the alert '{rule}' can never fire: with a target of {objective.Target} the budget burns at most {most} times as fast, even when every event is bad. "
                + $"Take a burn rate of at most {most}, a longer window, or a higher target.";
        }

        if (rule.For != TimeSpan.Zero)
        {
            return $"the alert '{rule}' waits for {Durations.Text(rule.For)}, which only generated Prometheus rules do. Leave {nameof(AlertRule.For)} out: the short window sees to it.";
        }

        if (rule.ShortWindow < objective.Budgeting.Slice)
        {
            return $"the alert '{rule}' looks at less than one slice of {Durations.Text(objective.Budgeting.Slice)}. Take a longer short window or shorter slices.";
        }

        return rule.LongWindow > objective.Window.NominalLength
            ? $"the alert '{rule}' looks further back than the objective's window of {objective.Window}. Take a shorter long window."
            : null;
    }
}
