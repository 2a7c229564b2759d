using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Query.Execution;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Metrics;

/// <summary>Answers questions to the metrics of one version of a table.</summary>
/// <param name="table">The table.</param>
/// <param name="data">The version whose rows count.</param>
/// <param name="metric">What is computed.</param>
internal sealed class MetricMeasurement(TableContext table, Snapshot data, ResolvedMetric metric)
{
    private readonly BusinessCalendar _calendar = table.Options.Calendar;

    public async Task<MetricResult> MeasureAsync(MetricQuestion question, CancellationToken cancellationToken)
    {
        var rows = await PrepareAsync(question, isPortable: false, cancellationToken).ConfigureAwait(false);
        var conditions = rows.Conditions;
        if (rows.IsLastOnly)
        {
            conditions = [.. conditions, await LastTimesAsync(rows, cancellationToken).ConfigureAwait(false)];
        }

        var plan = new MetricPlan(Filter(conditions), metric.Definition, rows.Bucket, question.By);
        var (answer, counted) = await ReadAsync(plan, rows, question, QueryExecutor.RunAsync(plan.Root, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new MetricResult(metric, answer, Receipt(question, plan, conditions, counted));
    }

    /// <summary>The query that a question is, with the last times of a semi-additive metric left to who runs it.</summary>
    public async Task<MetricPlan> PlanAsync(MetricQuestion question, CancellationToken cancellationToken)
    {
        var rows = await PrepareAsync(question, isPortable: true, cancellationToken).ConfigureAwait(false);
        var counted = Filter(rows.Conditions);
        return new MetricPlan(rows.IsLastOnly ? new LastOfPeriodNode(counted, rows.Time!.Column, LastTimes(rows)) : counted, metric.Definition, rows.Bucket, question.By);
    }

    /// <summary>Takes the rows that another engine gave for <see cref="PlanAsync"/>.</summary>
    public async Task<IReadOnlyList<MetricRow>> ReadAsync(MetricQuestion question, IAsyncEnumerable<ColumnBatch> batches, CancellationToken cancellationToken)
    {
        var rows = await PrepareAsync(question, isPortable: false, cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(question, cancellationToken).ConfigureAwait(false);
        return (await ReadAsync(plan, rows, question, batches, cancellationToken).ConfigureAwait(false)).Rows;
    }

    /// <summary>Checks a question and finds the periods that it is about.</summary>
    private async Task<MetricRows> PrepareAsync(MetricQuestion question, bool isPortable, CancellationToken cancellationToken)
    {
        MetricChecks.RequireDimensions(question, data.Schema);
        MetricChecks.RequirePeriod(question, metric.Definition, _calendar);
        var time = metric.Definition.TimeColumn is { } column ? new TimeAxis(column, data.Schema) : null;
        var whole = new MetricRows(metric.Definition, question with { Grain = null }, time, [], isPortable);
        return question.Grain is { } grain
            ? new MetricRows(metric.Definition, question, time, await PeriodsAsync(question, grain, whole, cancellationToken).ConfigureAwait(false), isPortable)
            : whole;
    }

    /// <summary>The rows of the table that fulfil some conditions.</summary>
    public PlanNode Filter(IReadOnlyList<Expression> conditions)
    {
        PlanNode scan = new ScanNode(table, data);
        return conditions.Count == 0 ? scan : new FilterNode(scan, Expression.And(conditions));
    }

    private async Task<IReadOnlyList<Period>> PeriodsAsync(MetricQuestion question, TimeGrain grain, MetricRows rows, CancellationToken cancellationToken)
    {
        if (question.Period is { } period)
        {
            return MetricChecks.Split(question.Metric, _calendar, grain, period.FirstDay, period.EndDay);
        }

        var range = new AggregateNode(Filter(rows.Conditions), [], [new("first", Aggregate.Min(rows.Time!.Column)), new("last", Aggregate.Max(rows.Time.Column))]);
        object? first = null, last = null;
        await foreach (var batch in QueryExecutor.RunAsync(range, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                (first, last) = (batch.Column("first").GetValue(0), batch.Column("last").GetValue(0));
            }
        }

        return first is null ? []
            : TimeAxis.DayOf(first, _calendar.TimeZone) is { } firstDay && TimeAxis.DayOf(last, _calendar.TimeZone) is { } lastDay && lastDay < DateOnly.MaxValue
                ? MetricChecks.Split(question.Metric, _calendar, grain, firstDay, lastDay.AddDays(1))
            : throw new MetricPeriodException(question.Metric, $"its rows reach from {first} to {last}, beyond the years of the calendar. Ask for a period.");
    }

    /// <summary>Of a semi-additive metric: the last time of each period, whatever is asked of its rows.</summary>
    private async Task<Expression> LastTimesAsync(MetricRows rows, CancellationToken cancellationToken)
    {
        var times = new List<Expression>();
        await foreach (var batch in QueryExecutor.RunAsync(LastTimes(rows), cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                times.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => batch.Column(LastOfPeriodNode.TimeColumn).GetValue(row)).Where(static time => time is not null).Select(Expression.Literal));
            }
        }

        return times.Count == 0 ? Expression.False : Expression.In(rows.Time!.Column, [.. times.OrderBy(static time => time.ToString(), StringComparer.Ordinal)]);
    }

    private AggregateNode LastTimes(MetricRows rows)
    {
        NamedExpression[] keys = rows.Bucket is { } bucket ? [new("period", bucket)] : [];
        return new AggregateNode(Filter(rows.LastConditions), keys, [new(LastOfPeriodNode.TimeColumn, Aggregate.Max(rows.Time!.Column))]);
    }

    private static async Task<(IReadOnlyList<MetricRow> Rows, long Counted)> ReadAsync(
        MetricPlan plan, MetricRows rows, MetricQuestion question, IAsyncEnumerable<ColumnBatch> batches, CancellationToken cancellationToken)
    {
        var answer = new List<MetricRow>();
        long counted = 0;
        var periods = rows.Periods.ToDictionary(static period => period.FirstDay);
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                for (var row = 0; row < batch.RowCount; row++)
                {
                    var period = plan.PeriodColumn is { } column ? periods[(DateOnly)batch.Column(column).GetValue(row)!] : null;
                    var isPartial = period is not null && question.Period is { } whole && (period.FirstDay < whole.FirstDay || period.EndDay > whole.EndDay);
                    answer.Add(new MetricRow(period, isPartial, [.. question.By.Select(name => batch.Column(name).GetValue(row))], Number(batch.Column(plan.ValueColumn).GetValue(row))));
                    counted += (long)batch.Column(plan.CountColumn).GetValue(row)!;
                }
            }
        }

        // Without rows there are no periods to group by, and what is left is the answer for all of them: nothing.
        return question.Grain is not null && rows.Periods.Count == 0 ? ([], 0) : (answer, counted);
    }

    /// <summary>A number in the type that is easiest to go on with.</summary>
    private static object? Number(object? value) => value is WideDecimal wide && wide.TryToDecimal(out var number) ? number : value;

    private MetricReceipt Receipt(MetricQuestion question, MetricPlan plan, IReadOnlyList<Expression> conditions, long counted)
    {
        var read = Scans(PlanPruning.Prune(plan.Root)).SelectMany(static scan => FilePruning.Select(scan.ToRequest())).ToList();
        var counts = read.Select(file => file.RowCount(data.Columns)).ToList();
        var time = metric.Definition.TimeColumn is { } column ? new TimeAxis(column, data.Schema) : null;
        return new MetricReceipt
        {
            Table = table.Path,
            TableVersion = data.Version,
            Metric = metric.Definition.Name,
            Definition = metric.Definition.ToString(),
            DefinitionHash = metric.Definition.Hash,
            DefinitionVersion = metric.Version,
            Unit = metric.Definition.Unit,
            PeriodName = question.Period?.Name,
            Period = time is { IsInstant: true } ? question.Period?.Window : null,
            Days = question.Period is { } period ? FormattableString.Invariant($"[{period.FirstDay:O}, {period.EndDay:O})") : null,
            Calendar = _calendar.ToString(),
            Grain = question.Grain,
            By = [.. question.By],
            Filters = [.. conditions.Select(static condition => condition.ToString())],
            FilesTotal = data.Files.Count,
            FilesRead = read.Count,
            RowsRead = counts.TrueForAll(static count => count is not null) ? counts.Sum(static count => count!.Value) : null,
            RowsCounted = counted,
        };
    }

    private static IEnumerable<ScanNode> Scans(PlanNode node) => node is ScanNode scan ? [scan] : node.Inputs.SelectMany(Scans);
}
