namespace Patterns.ServiceLevels.Prometheus;

/// <summary>Counters: increases are summed over series first.</summary>
internal sealed record CounterExpressions(string Numerator, string Denominator, bool CountsGood, IReadOnlyList<string> Grouping) : IndicatorExpressions
{
    public override string Valid(string window) => Increase(Denominator, window);

    public override string Bad(string window) => CountsGood ? $"{Valid(window)} - ({OrZero(window)})" : OrZero(window);

    // A series that has not been written yet, as that of errors before the first one, is 0 events; without this there would be no result.
    private string OrZero(string window) => $"{Increase(Numerator, window)} or 0 * {Valid(window)}";

    private string Increase(string selector, string window) => $"{Sum(Grouping)}(increase({selector}[{window}]))";
}
