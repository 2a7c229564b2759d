using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>A metric as the configuration of a table keeps it: aggregates of rows, or derived from other metrics. Immutable.</summary>
internal abstract record StoredMetric
{
    public abstract string Name { get; }

    /// <summary>The metrics that it is derived from, each once; empty when it is computed from rows.</summary>
    public abstract IReadOnlyList<string> References { get; }

    /// <summary>Takes what somebody wrote: names outside of aggregates are those of other metrics.</summary>
    /// <exception cref="MetricDefinitionException">A text is no expression or no metric.</exception>
    /// <exception cref="MetricReferenceException">It is derived from other metrics and more than that.</exception>
    public static StoredMetric Create(string name, string expression, string? filter, string? time, string? unit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        Expression parsed;
        try
        {
            parsed = Expression.Parse(expression);
        }
        catch (ExpressionSyntaxException)
        {
            return new DirectMetric(new MetricDefinition(name, expression, filter)); // says what is wrong with the text
        }

        if (MetricExpressions.References(parsed).Count == 0 || MetricExpressions.HasAggregates(parsed))
        {
            return new DirectMetric(new MetricDefinition(name, expression, filter) { TimeColumn = time, Unit = unit });
        }

        return filter is null && time is null
            ? new DerivedMetric(name, parsed) { Unit = unit }
            : throw new MetricReferenceException(name, $"'{expression}' is derived from other metrics, which have a filter and a time column of their own; leave both out here.");
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="MetricDefinitionException">The text is no metric.</exception>
    /// <exception cref="MetricReferenceException">The text is no derived metric.</exception>
    public static StoredMetric FromJson(string name, string json)
        => DerivedMetric.TryFromJson(name, json) is { } derived ? derived : new DirectMetric(MetricDefinition.FromJson(json));

    /// <summary>One line of JSON.</summary>
    public abstract string ToJson();

    /// <summary>The metric with the columns of a table, which is what is stored.</summary>
    /// <exception cref="MetricDefinitionException">It does not fit the columns.</exception>
    public abstract StoredMetric ResolveFor(Schema schema);
}
