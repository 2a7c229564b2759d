using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>
/// How fast are facts in memory joined with 100,000 customers, and grouped by a text and summed with a number of these? DuckDB holds the same rows
/// in tables of its own. Building is part of the time.
/// </summary>
internal static class Joins
{
    /// <summary>By keys without gaps.</summary>
    public static CompareCase Dense { get; } = Case("join", "dense");

    /// <summary>By keys that are spread over a wide range.</summary>
    public static CompareCase Spread { get; } = Case("join-spread", "spread");

    /// <summary>By texts.</summary>
    public static CompareCase Text { get; } = Case("join-text", "code");

    private static CompareCase Case(string name, string key) => new(name, CompareUnit.Milliseconds, async options =>
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Contest.Absent(DuckDbPeer.Name, why);
        }

        string facts = StarRows.EnsureFacts(options.Rows ?? StarRows.DefaultRows);
        string customers = StarRows.EnsureCustomers();
        ColumnBatch[] factBatches = await MemoryTable.ReadAsync(facts, [key, "amount"]);
        ColumnBatch[] customerBatches = await MemoryTable.ReadAsync(customers, [key, "segment", "weight"]);
        DuckDb duck = DuckDb.OpenInMemory(options.Threads);
        duck.Execute($"CREATE TABLE facts AS SELECT {key}, amount FROM read_parquet('{facts}')");
        duck.Execute($"CREATE TABLE customers AS SELECT {key}, segment, weight FROM read_parquet('{customers}')");
        return new Contest(
            new Contender("HashJoin", () => RunAsync(factBatches, customerBatches, key, options.Threads)),
            DuckDbPeer.Query(
                duck,
                $"""
                SELECT count(*), sum(rows), sum(total), max(total), sum(weights), max(weights)
                FROM (SELECT segment, count(*) AS rows, sum(amount) AS total, sum(weight) AS weights FROM facts JOIN customers USING ({key}) GROUP BY segment)
                """))
        {
            Rows = factBatches.Sum(static batch => batch.RowCount),
            Owned = [.. factBatches, .. customerBatches, duck],
        };
    });

    private static async Task<Outcome> RunAsync(ColumnBatch[] facts, ColumnBatch[] customers, string key, int threads)
    {
        using var join = new HashJoin(customers[0].Schema, facts[0].Schema, [new JoinKey(key)]);
        Array.ForEach(customers, join.Build);
        GroupByAggregation[] parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() =>
        {
            var part = new GroupByAggregation(
                join.Schema,
                [new NamedExpression("segment")],
                [
                    new NamedAggregate("rows", Aggregate.Count()),
                    new NamedAggregate("total", Aggregate.Parse("sum(amount)")),
                    new NamedAggregate("weights", Aggregate.Parse("sum(weight)")),
                ]);
            for (int index = thread; index < facts.Length; index += threads)
            {
                using ColumnBatch joined = join.Probe(facts[index]);
                part.Add(joined);
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
        var rows = groups.Column<long>("rows").Values.ToArray();
        var totals = groups.Column<Int128>("total").Values.ToArray();
        var weights = groups.Column<long>("weights").Values.ToArray();
        return new Outcome(Answer.Of(
            groups.RowCount,
            rows.Sum(),
            new DuckDbDecimal(totals.Aggregate(static (sum, value) => sum + value), 2),
            new DuckDbDecimal(totals.Max(), 2),
            weights.Sum(),
            weights.Max()));
    }
}
