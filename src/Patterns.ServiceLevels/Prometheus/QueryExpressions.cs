namespace Patterns.ServiceLevels.Prometheus;

/// <summary>Queries as the author wrote them, each over the window.</summary>
internal sealed record QueryExpressions(WindowTemplate Numerator, WindowTemplate Denominator, bool CountsGood) : IndicatorExpressions
{
    public override string Valid(string window) => Denominator.Fill(window);

    public override string Bad(string window)
    {
        var counted = $"({Numerator.Fill(window)}) or 0 * ({Valid(window)})";
        return CountsGood ? $"({Valid(window)}) - ({counted})" : counted;
    }

    // Sloth's form of both.
    public override string Ratio(string window)
        => CountsGood
            ? $"(\n  1 - (\n    (\n      {Numerator.Fill(window)}\n    )\n    /\n    (\n      {Valid(window)}\n    )\n  )\n)"
            : $"({Numerator.Fill(window)})\n/\n({Valid(window)})\n";
}
