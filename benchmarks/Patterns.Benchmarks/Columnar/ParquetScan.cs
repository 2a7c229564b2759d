using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast are columns of a Parquet file, written by DuckDB, decoded? The values are added up, which proves that they were.</summary>
internal static class ParquetScan
{
    public static CompareCase AllColumns { get; } = Case("parquet-scan-all", [.. LineItems.Totals.Keys]);

    public static CompareCase ThreeColumns { get; } = Case("parquet-scan-3-of-13", ["extendedprice", "discount", "shipmode"]);

    /// <summary>One row in a hundred, spread evenly: nothing can be skipped by statistics.</summary>
    public static CompareCase OnePercent { get; } = Case("parquet-scan-1-percent", ["partkey", "extendedprice", "discount"], "partkey < 2000");

    private static CompareCase Case(string name, IReadOnlyList<string> columns, string? filter = null) =>
        new(name, CompareUnit.Milliseconds, options => PrepareAsync(options, columns, filter));

    private static Task<Contest> PrepareAsync(CompareOptions options, IReadOnlyList<string> columns, string? filter)
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Task.FromResult(Contest.Absent(DuckDbPeer.Name, why));
        }

        int rows = options.Rows ?? LineItems.DefaultRows;
        string path = LineItems.Ensure(rows);
        DuckDb duck = DuckDb.OpenInMemory(options.Threads);
        return Task.FromResult(new Contest(
            new Contender("ParquetFile", () => ScanAsync(path, columns, filter is null ? null : Expression.Parse(filter), options.Threads)),
            DuckDbPeer.Query(duck, LineItems.TotalsQuery(columns, $"read_parquet('{path}') WHERE {filter ?? "TRUE"}")))
        {
            Rows = rows,
            Owned = [duck],
        });
    }

    private static async Task<Outcome> ScanAsync(string path, IReadOnlyList<string> columns, Expression? filter, int threads)
    {
        var store = new FileObjectStore(Path.GetDirectoryName(path)!);
        await using ParquetFile file = await ParquetFile.OpenAsync(store, Path.GetFileName(path));
        var rowGroups = new SharedCounter(file.RowGroups.Count);
        ColumnTotals[] parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() => ScanRowGroupsAsync(file, columns, filter, rowGroups))));
        foreach (ColumnTotals part in parts[1..])
        {
            parts[0].Add(part);
        }

        return new Outcome(parts[0].Text);
    }

    private static async Task<ColumnTotals> ScanRowGroupsAsync(ParquetFile file, IReadOnlyList<string> columns, Expression? filter, SharedCounter rowGroups)
    {
        var totals = new ColumnTotals(file.Schema.Select(columns));
        while (rowGroups.TryTake(out int index))
        {
            await foreach (ColumnBatch batch in file.ReadRowGroupsAsync(index..(index + 1), columns, filter))
            {
                using (batch)
                {
                    totals.Add(batch);
                }
            }
        }

        return totals;
    }

    private sealed class SharedCounter(int count)
    {
        private int _last = -1;

        public bool TryTake(out int index) => (index = Interlocked.Increment(ref _last)) < count;
    }
}
