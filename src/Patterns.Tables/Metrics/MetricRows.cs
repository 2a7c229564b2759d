using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>Which rows a question to a metric counts, and into which periods they fall. Immutable.</summary>
internal sealed class MetricRows
{
    /// <summary>More periods than that are refused: who asks for them has mistaken the grain, and each costs a comparison.</summary>
    public const int MaxPeriods = 4_000;

    /// <summary>Collects what a question is about.</summary>
    /// <param name="metric">What is computed.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="time">The metric's time; null when it has none.</param>
    /// <param name="periods">The periods that are told apart; empty for none.</param>
    /// <param name="isPortable">Whether nothing may be used but comparisons, which every engine has.</param>
    public MetricRows(MetricDefinition metric, MetricQuestion question, TimeAxis? time, IReadOnlyList<Period> periods, bool isPortable)
    {
        Metric = metric;
        Time = time;
        Periods = periods;
        Conditions = [.. new[] { metric.Filter, time?.Within(question.Period), question.Where is { } where ? Expression.Parse(where) : null }.OfType<Expression>()];
        Bucket = question.Grain is null || periods.Count == 0 ? null
            : question.Grain == TimeGrain.Day && !isPortable ? time!.DayOf(periods, periods[0].Zone)
            : time!.BucketOf([.. periods]);
        LastConditions = [.. new[] { metric.Filter, time?.Within(question.Period) }.OfType<Expression>()];
    }

    public MetricDefinition Metric { get; }

    public TimeAxis? Time { get; }

    /// <summary>The periods of the question's grain, in order; empty when they are not told apart or there are no rows.</summary>
    public IReadOnlyList<Period> Periods { get; }

    /// <summary>Every condition on rows; the last rows of a period are another one.</summary>
    public IReadOnlyList<Expression> Conditions { get; }

    /// <summary>The conditions that decide which times are the last: those of the question itself do not, so that parts add up to the whole.</summary>
    public IReadOnlyList<Expression> LastConditions { get; }

    /// <summary>The first day of a row's period; null when periods are not told apart.</summary>
    public Expression? Bucket { get; }

    /// <summary>Whether only the last rows of each period count.</summary>
    public bool IsLastOnly => Metric.Additivity == MetricAdditivity.SemiAdditive;
}
