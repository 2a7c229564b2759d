using Patterns.Columnar;

namespace Patterns.Benchmarks.Columnar;

/// <summary>A query that filters, groups and aggregates, and proves its result by one number per aggregate over all groups.</summary>
/// <param name="Filter">Which rows are taken; null for all.</param>
/// <param name="Keys">Columns to group by.</param>
/// <param name="Aggregates">An aggregate, and how its results are joined to one number: sum, max or count.</param>
internal sealed record GroupQuery(string? Filter, IReadOnlyList<string> Keys, IReadOnlyList<(string Sql, string Check)> Aggregates)
{
    /// <summary>The query in DuckDB's SQL; its only row is the answer.</summary>
    public string ToSql(string table)
    {
        string columns = string.Join(", ", Keys.Concat(Aggregates.Select(static (aggregate, index) => $"{aggregate.Sql.Replace("percentile_approx", "approx_quantile", StringComparison.Ordinal)} AS a{index}")));
        string checks = string.Join(", ", Aggregates.Select(static (aggregate, index) => $"{aggregate.Check}(a{index})"));
        string groups = Keys.Count == 0 ? "" : $" GROUP BY {string.Join(", ", Keys)}";
        return $"SELECT count(*), {checks} FROM (SELECT {columns} FROM {table} WHERE {Filter ?? "TRUE"}{groups})";
    }

    /// <summary>Runs the query over batches in memory and returns the answer.</summary>
    public async Task<string> RunAsync(IReadOnlyList<ColumnBatch> batches, int threads)
    {
        NamedExpression[] keys = [.. Keys.Select(static key => new NamedExpression(key, Expression.Column(key)))];
        NamedAggregate[] aggregates = [.. Aggregates.Select(static (aggregate, index) => new NamedAggregate($"a{index}", Aggregate.Parse(aggregate.Sql)))];
        using var aggregation = new ParallelAggregation(
            batches[0].Schema,
            keys,
            aggregates,
            new AggregationOptions { DegreeOfParallelism = threads, Filter = Filter is null ? null : Expression.Parse(Filter) });
        await aggregation.AddAsync(batches);
        var checks = new GroupChecks([.. Aggregates.Select(static aggregate => aggregate.Check)]);
        await foreach (ColumnBatch groups in aggregation.FinishAsync())
        {
            using (groups)
            {
                checks.Add(groups.Columns.Skip(keys.Length));
            }
        }

        return checks.Text;
    }
}
