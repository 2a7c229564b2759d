using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Benchmarks.Columnar;

/// <summary>A query that filters, groups and aggregates, and proves its result by one number per aggregate over all groups.</summary>
/// <param name="Filter">Which rows are taken; null for all.</param>
/// <param name="Keys">Columns to group by.</param>
/// <param name="Aggregates">An aggregate, and how its results are joined to one number: sum or max.</param>
internal sealed record GroupQuery(string? Filter, IReadOnlyList<string> Keys, IReadOnlyList<(string Sql, string Check)> Aggregates)
{
    /// <summary>The query in DuckDB's SQL over the table <c>data</c>; its only row is the answer.</summary>
    public string ToSql()
    {
        string columns = string.Join(", ", Keys.Concat(Aggregates.Select(static (aggregate, index) => $"{aggregate.Sql} AS a{index}")));
        string checks = string.Join(", ", Aggregates.Select(static (aggregate, index) => $"{aggregate.Check}(a{index})"));
        string groups = Keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", Keys)}";
        return $"SELECT count(*), {checks} FROM (SELECT {columns} FROM data WHERE {Filter ?? "TRUE"}{groups})";
    }

    /// <summary>Runs the query over batches in memory and returns the answer.</summary>
    public async Task<string> RunAsync(IReadOnlyList<ColumnBatch> batches, int threads)
    {
        Schema schema = batches[0].Schema;
        BoundExpression? filter = Filter is null ? null : Expression.Parse(Filter).Bind(schema);
        NamedExpression[] keys = [.. Keys.Select(static key => new NamedExpression(key, Expression.Column(key)))];
        NamedAggregate[] aggregates = [.. Aggregates.Select(static (aggregate, index) => new NamedAggregate($"a{index}", Aggregate.Parse(aggregate.Sql)))];
        GroupByAggregation[] parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            var part = new GroupByAggregation(schema, keys, aggregates);
            for (int index = thread; index < batches.Count; index += threads)
            {
                using ColumnBatch? kept = filter?.Filter(batches[index]);
                part.Add(kept ?? batches[index]);
            }

            return part;
        })));
        foreach (GroupByAggregation part in parts[1..])
        {
            parts[0].Merge(part);
            part.Dispose();
        }

        using GroupByAggregation all = parts[0];
        using ColumnBatch groups = all.Finish();
        var checks = new GroupChecks([.. Aggregates.Select(static aggregate => aggregate.Check == "max")]);
        checks.Add(groups.Columns.Skip(keys.Length));
        return checks.Text;
    }
}
