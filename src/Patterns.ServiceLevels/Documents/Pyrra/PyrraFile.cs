using Patterns.ServiceLevels.Documents.Pyrra;

namespace Patterns.ServiceLevels;

/// <summary>Reads files of Pyrra (<c>pyrra.dev/v1alpha1</c>, ServiceLevelObjective).</summary>
public static class PyrraFile
{
    // Two minutes, a quarter of an hour, one hour and three of four weeks, as parts of the period.
    private static readonly int[] Holds = [28 * 24 * 30, 28 * 24 * 4, 28 * 24, 28 * 8];

    /// <summary>The objectives of a text: one YAML document each, or a list of Kubernetes. The namespace is the service; <c>default</c> where there is none.</summary>
    /// <param name="text">YAML, up to 4 Mi characters.</param>
    /// <param name="name">What to call it in messages, mostly its path.</param>
    /// <exception cref="DocumentException">It is not a file of Pyrra; with the place.</exception>
    public static IReadOnlyList<PrometheusObjective> Parse(string text, string name = "document")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return PyrraReader.Read(text, name);
    }

    /// <summary>The rules by which Pyrra alerts: those of <see cref="AlertRules.Proportional"/>, which hold for a while before they fire.</summary>
    /// <param name="period">The period of the objective, 1 day or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is less than a day.</exception>
    public static IReadOnlyList<AlertRule> Alerts(TimeSpan period)
        => [.. AlertRules.Proportional(period).Zip(Holds, (rule, parts) => rule with { For = AlertRules.Part(period, parts) })];
}
