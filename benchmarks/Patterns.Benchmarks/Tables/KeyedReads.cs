using System.Globalization;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Tables;
using Patterns.Testing;

namespace Patterns.Benchmarks.Tables;

/// <summary>How fast are single rows and small ranges found by a column that the rows are in the order of? The table is open, DuckDB's is in memory.</summary>
internal static class KeyedReads
{
    private const int DefaultRows = 10_000_000;
    private const int Reads = 50;

    /// <summary>50 rows by their number, one query each.</summary>
    public static CompareCase Lookup { get; } = Case("key-lookup", static (first, _) => (first, first + 1));

    /// <summary>50 sums over 1 % of the rows, one query each.</summary>
    public static CompareCase Range { get; } = Case("range-1-percent", static (first, rows) => (first, first + (rows / 100)));

    private static CompareCase Case(string name, Func<long, int, (long From, long To)> range) => new(name, CompareUnit.Milliseconds, async options =>
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Contest.Absent(DuckDbPeer.Name, why);
        }

        int rows = options.Rows ?? DefaultRows;
        SqlArena arena = await SqlArena.EnterAsync("dashboard", rows, DashboardDataSet.Of, options);
        Table table = await arena.Store.OpenAsync("sales");
        string[] conditions = [.. Ranges(rows, range).Select(static range => string.Create(CultureInfo.InvariantCulture, $"sale_id >= {range.From} AND sale_id < {range.To}"))];
        return new Contest(
            new Contender("Table", () => AskAsync(table, conditions)),
            Contender.Of(DuckDbPeer.Name, () => AskDuckDb(arena.Duck, conditions)))
        {
            Rows = rows,
        };
    });

    private static IEnumerable<(long From, long To)> Ranges(int rows, Func<long, int, (long From, long To)> range)
    {
        var random = new Random(5);
        return Enumerable.Range(0, Reads).Select(_ => range(random.NextInt64(rows - (rows / 50) - 1), rows));
    }

    private static async Task<Outcome> AskAsync(Table table, string[] conditions)
    {
        var answer = new SqlAnswer();
        foreach (string condition in conditions)
        {
            TableQuery query = table.Query().Where(condition).Aggregate("count(*) AS n", "sum(amount) AS total", "max(product) AS last");
            await foreach (ColumnBatch batch in query.ToBatchesAsync())
            {
                using (batch)
                {
                    answer.Add(batch);
                }
            }
        }

        return new Outcome(answer.ToString());
    }

    private static Outcome AskDuckDb(DuckDb duck, string[] conditions)
    {
        var answer = new SqlAnswer();
        foreach (string condition in conditions)
        {
            foreach (object?[] row in duck.Query($"SELECT count(*), sum(amount), max(product) FROM sales WHERE {condition}").Rows)
            {
                answer.Add(row);
            }
        }

        return new Outcome(answer.ToString());
    }
}
