using System.Diagnostics;
using DataPlatform.Reporting;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace DataPlatform.Pipeline;

/// <summary>Asks a table what is in it: null shares and ranges of its columns, and their most frequent values.</summary>
internal sealed class MeasureStep
{
    private const int MostFrequent = 5;

    /// <summary>Puts the questions to a table that has rows.</summary>
    public async Task<IReadOnlyList<QueryReport>> MeasureAsync(LoadResult load, CancellationToken cancellationToken)
    {
        var queries = new List<QueryReport>
        {
            await AskAsync(load.Table, Questions.RowCount, answer => CountAsync(load.Table, answer, cancellationToken)),
            await AskAsync(load.Table, Questions.Ranges, answer => RangesAsync(load, answer, cancellationToken)),
        };
        foreach (var field in load.Table.Schema.Fields.Where(field => !field.Type.IsNested && !load.Shape.JsonTextColumns.Contains(field.Name)))
        {
            var question = Questions.MostFrequent(field.Name);
            queries.Add(await AskAsync(load.Table, question, answer => MostFrequentAsync(load.Table, field, answer, cancellationToken)));
        }

        return queries;
    }

    private static async Task<QueryReport> AskAsync(Table table, string question, Func<List<IReadOnlyDictionary<string, object?>>, Task> answer)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        var started = Stopwatch.GetTimestamp();
        await answer(rows);
        return new QueryReport(table.Path, question, rows, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task CountAsync(Table table, List<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken)
        => rows.Add(new Dictionary<string, object?> { ["rows"] = await table.CountAsync(cancellationToken) });

    private static async Task RangesAsync(LoadResult load, List<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken)
    {
        var fields = load.Table.Schema.Fields;
        var aggregates = new List<NamedAggregate> { new("rows", Aggregate.Count()) };
        foreach (var field in fields)
        {
            var column = Expression.Column(field.Name);
            aggregates.Add(new($"count({field.Name})", Aggregate.Count(column)));
            if (HasRange(field))
            {
                aggregates.Add(new($"min({field.Name})", Aggregate.Min(column)));
                aggregates.Add(new($"max({field.Name})", Aggregate.Max(column)));
            }
        }

        using var result = await AggregateAsync(load.Table, [.. fields.Select(static field => field.Name)], [], aggregates, cancellationToken);
        var all = (long)result.Column("rows").GetValue(0)!;
        foreach (var field in fields)
        {
            var values = (long)result.Column($"count({field.Name})").GetValue(0)!;
            rows.Add(new Dictionary<string, object?>
            {
                ["column"] = field.Name,
                ["type"] = field.Type.ToString(),
                ["nulls"] = all - values,
                ["nullShare"] = all == 0 ? 0d : Math.Round((double)(all - values) / all, 4),
                ["min"] = HasRange(field) ? ReportValue.Of(result.Column($"min({field.Name})").GetValue(0)) : null,
                ["max"] = HasRange(field) ? ReportValue.Of(result.Column($"max({field.Name})").GetValue(0)) : null,
            });
        }
    }

    private static async Task MostFrequentAsync(Table table, Field field, List<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken)
    {
        var column = Expression.Column(field.Name);
        using var groups = await AggregateAsync(table, [field.Name], [new(field.Name, column)], [new("rows", Aggregate.Count())], cancellationToken);
        using var top = new TopRows(groups.Schema, MostFrequent, SortOrder.Descending(Expression.Column("rows")), SortOrder.Ascending(column));
        top.Add(groups);
        using var result = top.Finish();
        for (var row = 0; row < result.RowCount; row++)
        {
            rows.Add(new Dictionary<string, object?>
            {
                ["value"] = ReportValue.Of(result.Columns[0].GetValue(row)),
                ["rows"] = result.Columns[1].GetValue(row),
            });
        }
    }

    private static async Task<ColumnBatch> AggregateAsync(
        Table table, IReadOnlyList<string> columns, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates, CancellationToken cancellationToken)
    {
        using var aggregation = new GroupByAggregation(table.Schema.Select(columns), keys, aggregates);
        await foreach (var batch in table.ReadBatchesAsync(columns, cancellationToken: cancellationToken))
        {
            using (batch)
            {
                aggregation.Add(batch);
            }
        }

        return aggregation.Finish();
    }

    private static bool HasRange(Field field) => field.Type.IsNumeric || field.Type.Kind is DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp;
}
