using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels;

/// <summary>A file of recording and alerting rules. Immutable.</summary>
public sealed class PrometheusRules
{
    private PrometheusRules(IReadOnlyList<PrometheusRuleGroup> groups) => Groups = groups;

    /// <summary>The groups in order.</summary>
    public IReadOnlyList<PrometheusRuleGroup> Groups { get; }

    /// <summary>
    /// Rules that count: for each window the bad and the valid events, summed before anything is divided, over the whole period too; alerts by
    /// cross-multiplication with whole numbers. A bad series that does not exist yet counts 0, not nothing.
    /// </summary>
    /// <param name="objectives">The objectives. Each must have counts; one that has only a ratio is refused.</param>
    /// <param name="alerts">The alerts; null for the workbook's that suit each objective (see <see cref="AlertRules.For"/>).</param>
    /// <exception cref="ArgumentException">An objective has only a ratio, or a rule that is given can never fire.</exception>
    public static PrometheusRules CountBased(IEnumerable<PrometheusObjective> objectives, IReadOnlyList<AlertRule>? alerts = null)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        return new PrometheusRules([.. objectives.SelectMany(objective => new CountRules(objective, alerts ?? AlertRules.Suiting(objective.Target, objective.Period)).Groups())]);
    }

    /// <summary>
    /// Rules of the names, labels and expressions that Sloth generates, for who has dashboards and alerts on them. The ratio of the period is a mean of
    /// ratios of five minutes, as there: a quiet night weighs as much as a busy day.
    /// </summary>
    /// <param name="objectives">The objectives.</param>
    /// <param name="options">What Sloth has as flags; null for its defaults.</param>
    public static PrometheusRules SlothCompatible(IEnumerable<PrometheusObjective> objectives, SlothRuleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        var chosen = options ?? new SlothRuleOptions();
        return new PrometheusRules([.. objectives.SelectMany(objective => new SlothRules(objective, chosen).Groups())]);
    }

    /// <summary>The file as YAML.</summary>
    public string ToYaml() => RuleText.Write(Groups);
}
