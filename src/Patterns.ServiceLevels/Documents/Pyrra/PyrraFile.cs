using Patterns.ServiceLevels.Documents.Pyrra;

namespace Patterns.ServiceLevels;

/// <summary>Reads files of Pyrra (<c>pyrra.dev/v1alpha1</c>, ServiceLevelObjective).</summary>
public static class PyrraFile
{
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

    /// <summary>The windows by which Pyrra alerts: burn rates of 14, 7, 2 and 1 for a period of four weeks, windows in proportion for another one.</summary>
    /// <param name="period">The period of the objective.</param>
    public static BurnAlertWindows Windows(TimeSpan period) => PyrraWindows.For(period);
}
