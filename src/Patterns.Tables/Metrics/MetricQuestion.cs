using Patterns.Core;

namespace Patterns.Tables;

/// <summary>What is asked of a metric. Immutable; equal questions to equal versions have equal answers.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <example><c>new MetricQuestion("revenue") { Period = store.Calendar.Quarter(2026, 3), By = ["region"], Grain = TimeGrain.Month }</c></example>
public sealed record MetricQuestion(string Metric)
{
    /// <summary>A period of the store's <see cref="BusinessCalendar"/>; null, the default, means all time.</summary>
    public Period? Period { get; init; }

    /// <summary>Columns whose values are told apart, in order; none, the default, for one number.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Which rows are looked at beyond the filter of the metric, in Spark SQL; null, the default, means all.</summary>
    public string? Where { get; init; }

    /// <summary>Answers for each of these periods on its own; null, the default, for the whole of <see cref="Period"/> at once.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>0-based version of the table whose data is asked; null, the default, means the one that the table shows.</summary>
    public long? AsOf { get; init; }

    /// <summary>Which definition counts. Default: the one that the table had at the version whose data is asked.</summary>
    public MetricDefinitionAt DefinitionAt { get; init; }
}
