using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast are rows in memory written as Parquet with snappy, and how large is the file? DuckDB reads both files back.</summary>
internal static class ParquetWrite
{
    public static CompareCase Time { get; } = new("parquet-write", CompareUnit.Milliseconds, options => PrepareAsync(options, static write => write.Milliseconds));

    public static CompareCase Size { get; } = new("parquet-size", CompareUnit.Bytes, options => PrepareAsync(options, static write => write.Bytes));

    private static async Task<Contest> PrepareAsync(CompareOptions options, Func<Write, double> figure)
    {
        if (DuckDb.WhyNot is { } why)
        {
            return Contest.Absent(DuckDbPeer.Name, why);
        }

        int rows = options.Rows ?? LineItems.DefaultRows;
        string source = LineItems.Ensure(rows);
        DuckDb duck = DuckDb.OpenInMemory(options.Threads);
        duck.Execute($"CREATE TABLE lineitem AS FROM read_parquet('{source}')");
        List<ColumnBatch> batches = await LoadAsync(source);
        BenchData.Scratch scratch = BenchData.CreateScratch();
        string ours = Path.Combine(scratch.Path, "ours.parquet");
        string theirs = Path.Combine(scratch.Path, "theirs.parquet");
        return new Contest(
            new Contender("ParquetWriter", async () => Judge(duck, ours, await WriteAsync(ours, batches), figure)) { BeforeEach = scratch.Clear },
            Contender.Of(DuckDbPeer.Name, () => Judge(duck, theirs, Copy(duck, theirs), figure)) with { BeforeEach = scratch.Clear })
        {
            Rows = rows,
            Owned = [.. batches, scratch, duck],
        };
    }

    private static async Task<TimeSpan> WriteAsync(string path, List<ColumnBatch> batches)
    {
        long start = Stopwatch.GetTimestamp();
        await using (FileStream stream = File.Create(path))
        await using (ParquetWriter writer = ParquetWriter.Create(stream, batches[0].Schema))
        {
            foreach (ColumnBatch batch in batches)
            {
                await writer.WriteAsync(batch);
            }

            await writer.CompleteAsync();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Copy(DuckDb duck, string path)
    {
        long start = Stopwatch.GetTimestamp();
        duck.Execute($"COPY lineitem TO '{path}' (FORMAT parquet, COMPRESSION snappy)");
        return Stopwatch.GetElapsedTime(start);
    }

    private static Outcome Judge(DuckDb duck, string path, TimeSpan elapsed, Func<Write, double> figure)
    {
        DuckDbRows totals = duck.Query(LineItems.TotalsQuery(LineItems.Totals.Keys, $"read_parquet('{path}')"));
        return new Outcome(Answer.Of(totals.Rows[0]), figure(new Write(elapsed.TotalMilliseconds, new FileInfo(path).Length)));
    }

    // Text as a program holds it that has just made its rows: without the dictionaries of the file that they come from.
    private static async Task<List<ColumnBatch>> LoadAsync(string path)
    {
        var store = new FileObjectStore(Path.GetDirectoryName(path)!);
        await using ParquetFile file = await ParquetFile.OpenAsync(store, Path.GetFileName(path));
        var batches = new List<ColumnBatch>();
        await foreach (ColumnBatch batch in file.ReadAsync())
        {
            using (batch)
            {
                batches.Add(new ColumnBatch(batch.Schema, [.. batch.Columns.Select(static column => column is DictionaryBinaryColumn text ? Unfold(text) : column.Share())]));
            }
        }

        return batches;
    }

    private static Column Unfold(DictionaryBinaryColumn column)
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(column.Type);
        for (var row = 0; row < column.Length; row++)
        {
            builder.Append(column.GetBytes(row));
        }

        return builder.Build();
    }

    private readonly record struct Write(double Milliseconds, double Bytes);
}
