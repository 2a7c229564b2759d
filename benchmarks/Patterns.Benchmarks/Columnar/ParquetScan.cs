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
    public static CompareCase AllColumns { get; } = new("parquet-scan-all", CompareUnit.Milliseconds, options => PrepareAsync(options, [.. LineItems.Totals.Keys]));

    public static CompareCase ThreeColumns { get; } = new("parquet-scan-3-of-13", CompareUnit.Milliseconds, options => PrepareAsync(options, ["extendedprice", "discount", "shipmode"]));

    private static Task<Contest> PrepareAsync(CompareOptions options, IReadOnlyList<string> columns)
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Task.FromResult(Contest.Absent(DuckDbPeer.Name, why));
        }

        int rows = options.Rows ?? LineItems.DefaultRows;
        string path = LineItems.Ensure(rows);
        DuckDb duck = DuckDb.OpenInMemory(options.Threads);
        return Task.FromResult(new Contest(
            new Contender("ParquetFile", () => ScanAsync(path, columns, options.Threads)),
            DuckDbPeer.Query(duck, LineItems.TotalsQuery(columns, $"read_parquet('{path}')")))
        {
            Rows = rows,
            Owned = [duck],
        });
    }

    private static async Task<Outcome> ScanAsync(string path, IReadOnlyList<string> columns, int threads)
    {
        var store = new FileObjectStore(Path.GetDirectoryName(path)!);
        await using ParquetFile file = await ParquetFile.OpenAsync(store, Path.GetFileName(path));
        var rowGroups = new SharedCounter(file.RowGroups.Count);
        ColumnTotals[] parts = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() => ScanRowGroupsAsync(file, columns, rowGroups))));
        foreach (ColumnTotals part in parts[1..])
        {
            parts[0].Add(part);
        }

        return new Outcome(parts[0].Text);
    }

    private static async Task<ColumnTotals> ScanRowGroupsAsync(ParquetFile file, IReadOnlyList<string> columns, SharedCounter rowGroups)
    {
        var totals = new ColumnTotals(file.Schema.Select(columns));
        while (rowGroups.TryTake(out int index))
        {
            await foreach (ColumnBatch batch in file.ReadRowGroupsAsync(index..(index + 1), columns))
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
