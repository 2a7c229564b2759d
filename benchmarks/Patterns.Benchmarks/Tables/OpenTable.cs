using System.Globalization;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace Patterns.Benchmarks.Tables;

/// <summary>
/// How fast is a table of 10,000 commits, each of which added a file, opened on local disk? With the checkpoint that every tenth commit has, beside
/// the same log without one. Rows of the report are commits.
/// </summary>
internal static class OpenTable
{
    public const int DefaultCommits = 10_000;
    private const int CommitsPerCheckpoint = 10;

    public static CompareCase Case { get; } = new("open", CompareUnit.Milliseconds, async options =>
    {
        int commits = options.Rows ?? DefaultCommits;
        BenchData.Scratch scratch = BenchData.CreateScratch();
        var store = new FileObjectStore(scratch.Path);
        await WriteAsync(store, "with", commits, hasCheckpoint: true);
        await WriteAsync(store, "without", commits, hasCheckpoint: false);
        return new Contest(
            new Contender("checkpoint", () => OpenAsync(scratch.Path, "with")),
            new Contender("commits only", () => OpenAsync(scratch.Path, "without")))
        {
            Rows = commits,
            Owned = [scratch],
        };
    });

    private static async Task<Outcome> OpenAsync(string folder, string path)
    {
        await using var store = new TableStore(new FileObjectStore(folder));
        Table table = await store.OpenAsync(path);
        return new Outcome(Answer.Of(table.Version, table.FileCount, table.ByteCount));
    }

    /// <summary>
    /// Writes commits as another engine would; one of them adds nothing. Where a checkpoint is wanted this library makes that one, whose turn it is.
    /// </summary>
    private static async Task WriteAsync(FileObjectStore store, string path, int commits, bool hasCheckpoint)
    {
        await using var tables = new TableStore(store);
        Table table = await tables.CreateAsync(path, Schema.Parse("id bigint, day date, name string"));
        string log = Path.Combine(store.Folder, path, "_delta_log");
        int checkpoint = (commits - 1) / CommitsPerCheckpoint * CommitsPerCheckpoint;
        for (var version = 1; version < commits; version++)
        {
            if (version == checkpoint && hasCheckpoint)
            {
                await table.AppendAsync(NoRows(), new AppendOptions { Source = "benchmark", Sequence = version });
                continue;
            }

            string line = version == checkpoint ? """{"commitInfo":{"operation":"WRITE"}}""" : string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"add":{"path":"part-{{{version:D5}}}.parquet","partitionValues":{},"size":{{{version}}},"modificationTime":1,"dataChange":true,"stats":"{\"numRecords\":100,\"minValues\":{\"id\":{{{version}}}},\"maxValues\":{\"id\":{{{version}}}},\"nullCount\":{\"id\":0}}"}}""");
            await File.WriteAllTextAsync(Path.Combine(log, string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json")), line + "\n");
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> NoRows()
    {
        await Task.CompletedTask;
        yield break;
    }
}
