namespace Patterns.ServiceLevels.Prometheus;

/// <summary>A gauge of 1 and 0: samples are events.</summary>
internal sealed record GaugeExpressions(string Selector, IReadOnlyList<string> Grouping) : IndicatorExpressions
{
    public override string Valid(string window) => $"{Sum(Grouping)}(count_over_time({Selector}[{window}]))";

    public override string Bad(string window) => $"{Valid(window)} - {Sum(Grouping)}(sum_over_time({Selector}[{window}]))";
}
