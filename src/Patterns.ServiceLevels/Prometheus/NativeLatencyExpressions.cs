using System.Globalization;

namespace Patterns.ServiceLevels.Prometheus;

/// <summary>A native histogram: the share up to the threshold of as many events as there are.</summary>
internal sealed record NativeLatencyExpressions(string Selector, TimeSpan Threshold, IReadOnlyList<string> Grouping) : IndicatorExpressions
{
    public override string Valid(string window) => $"histogram_count({Increase(window)})";

    public override string Bad(string window)
        => $"(1 - histogram_fraction(0, {Threshold.TotalSeconds.ToString(CultureInfo.InvariantCulture)}, {Increase(window)})) * {Valid(window)}";

    private string Increase(string window) => $"{Sum(Grouping)}(increase({Selector}[{window}]))";
}
