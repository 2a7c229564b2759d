using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>Refuses questions that have no answer.</summary>
internal static class MetricChecks
{
    /// <exception cref="DimensionNotFoundException">A dimension is no column, is nested, or is named twice.</exception>
    public static void RequireDimensions(MetricQuestion question, Schema schema)
    {
        IReadOnlyList<string> known = [.. schema.Fields.Where(static field => !field.Type.IsNested).Select(static field => field.Name)];
        for (var index = 0; index < question.By.Count; index++)
        {
            var name = question.By[index];
            var reason = question.By.Take(index).Contains(name, StringComparer.Ordinal) ? "it is named twice"
                : known.Contains(name, StringComparer.Ordinal) ? null
                : schema.Fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal)) ? "it is nested"
                : "the table has no such column";
            if (reason is not null)
            {
                throw new DimensionNotFoundException(question.Metric, name, known, reason);
            }
        }
    }

    /// <exception cref="MetricPeriodException">The period or grain does not go with the metric or the calendar.</exception>
    public static void RequirePeriod(MetricQuestion question, MetricDefinition metric, BusinessCalendar calendar)
    {
        if (metric.TimeColumn is null && (question.Period is not null || question.Grain is not null))
        {
            throw new MetricPeriodException(metric.Name, "it has no time column, so nothing says which rows fall into a period. Leave period and grain out, or give its definition a time column.");
        }

        if (question.Period is not { } period)
        {
            return;
        }

        if (calendar.GrainOf(period) is not { } length)
        {
            throw new MetricPeriodException(metric.Name, $"the period {period} is none of the store's calendar ({calendar}). Take it from the table's Calendar, or set the calendar in TableStoreOptions.");
        }

        if (question.Grain > length)
        {
            throw new MetricPeriodException(metric.Name, $"the grain {question.Grain} is longer than the period {period}. Ask for a grain up to {length}.");
        }
    }

    /// <summary>The periods of a grain that hold some days.</summary>
    /// <exception cref="MetricPeriodException">There are too many.</exception>
    public static IReadOnlyList<Period> Split(string metric, BusinessCalendar calendar, TimeGrain grain, DateOnly firstDay, DateOnly endDay)
    {
        var periods = new List<Period>();
        for (var day = firstDay; day < endDay; day = periods[^1].EndDay)
        {
            if (periods.Count == MetricRows.MaxPeriods)
            {
                throw new MetricPeriodException(metric, FormattableString.Invariant($"from {firstDay:O} to {endDay:O} there are more than {MetricRows.MaxPeriods} periods of one {grain}. Ask for a longer grain or a shorter period."));
            }

            periods.Add(calendar.PeriodOf(grain, day));
        }

        return periods;
    }
}
