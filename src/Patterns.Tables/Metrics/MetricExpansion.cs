using Patterns.Columnar;

namespace Patterns.Tables.Metrics;

/// <summary>Writes derived metrics out as aggregates of rows.</summary>
internal static class MetricExpansion
{
    /// <summary>The definition that a derived metric is.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="bases">The metrics that it refers to, written out themselves, by name.</param>
    /// <exception cref="MetricReferenceException">The metrics cannot be computed from one set of rows.</exception>
    public static MetricDefinition Expand(DerivedMetric metric, IReadOnlyDictionary<string, MetricDefinition> bases)
    {
        var parts = bases.Values.ToList();
        if (parts.Find(static part => part.Additivity == MetricAdditivity.SemiAdditive) is { } balance)
        {
            throw new MetricReferenceException(metric.Name, $"it is derived from '{balance.Name}', which is semi-additive: over a period only its last rows count. Derive it from other metrics.");
        }

        if (parts.Find(part => part.TimeColumn != parts[0].TimeColumn) is { } other)
        {
            throw new MetricReferenceException(
                metric.Name, $"'{parts[0].Name}' is dated by {parts[0].TimeColumn ?? "nothing"} and '{other.Name}' by {other.TimeColumn ?? "nothing"}, so a period means different rows for them. Derive it from metrics of one time column.");
        }

        // A filter that all have rules files out; otherwise each aggregate takes its own rows.
        var shared = parts.TrueForAll(part => Equals(part.Filter, parts[0].Filter)) ? parts[0].Filter : null;
        var expression = metric.Expression.Rewrite(part => part is ColumnExpression column ? Number(bases[string.Join('.', column.Path)], shared) : part);
        return new MetricDefinition(metric.Name, expression, shared) { TimeColumn = parts[0].TimeColumn, Unit = metric.Unit };
    }

    /// <summary>What a metric answers, rounded as it says.</summary>
    private static Expression Number(MetricDefinition metric, Expression? shared)
    {
        var number = metric.Filter is { } filter && shared is null ? MetricExpressions.OverRows(metric.Expression, filter) : metric.Expression;
        return MetricPlan.Round(metric, number);
    }
}
