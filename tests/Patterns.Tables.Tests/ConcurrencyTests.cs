using Patterns.Core;
using Patterns.Tables.Writer;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>
/// Several writers on one table, in one process and in several. <c>PATTERNS_WRITERS</c>, <c>PATTERNS_WRITER_APPENDS</c> and <c>PATTERNS_KILLS</c> say how
/// many processes compete, how often each appends, and how often one is killed.
/// </summary>
public sealed class ConcurrencyTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writers_in_one_process_lose_nothing_and_versions_are_contiguous()
    {
        const int Writers = 8;
        const int Appends = 10;
        await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            await using var store = TableFixture.Store(new FileObjectStore(_folder.Path), seed: writer);
            var table = await store.OpenAsync<Entry>("log");
            for (var sequence = 0; sequence < Appends; sequence++)
            {
                await table.AppendAsync(Entry.Of($"writer-{writer}", sequence, 3));
            }
        })));

        await RequireExactlyAsync(Enumerable.Range(0, Writers).ToDictionary(static writer => $"writer-{writer}", static _ => Appends), rowsPerAppend: 3);
        Assert.Equal(Writers * Appends, await VersionAsync());
    }

    [Fact]
    public async Task Writers_in_several_processes_lose_nothing_and_versions_are_contiguous()
    {
        var writers = Scale.Of("PATTERNS_WRITERS", 4);
        var appends = Scale.Of("PATTERNS_WRITER_APPENDS", 15);
        await CreateAsync();
        var processes = Enumerable.Range(0, writers).Select(writer => new WriterProcess(_folder.Path, "log", $"writer-{writer}", 0, appends, 5)).ToArray();

        foreach (var process in processes)
        {
            using (process)
            {
                await process.CompleteAsync();
                Assert.Equal(Enumerable.Range(0, appends), process.Committed);
            }
        }

        await RequireExactlyAsync(Enumerable.Range(0, writers).ToDictionary(static writer => $"writer-{writer}", _ => appends), rowsPerAppend: 5);
        Assert.Equal(writers * appends, await VersionAsync());
        Assert.Equal(
            Enumerable.Range(0, (writers * appends) + 1).Select(static version => FormattableString.Invariant($"{version:D20}.json")),
            Directory.EnumerateFiles(_folder["log", "_delta_log"], "*.json").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_writer_that_is_killed_at_any_moment_leaves_every_commit_whole()
    {
        const int RowsPerAppend = 50;
        var kills = Scale.Of("PATTERNS_KILLS", 10);
        var random = new Random(20_261_122);
        await CreateAsync();
        var next = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = new WriterProcess(_folder.Path, "log", "writer", next, 10_000, RowsPerAppend);
            await process.FirstCommitAsync();
            await Task.Delay(random.Next(40));
            await process.KillAsync();

            // What was acknowledged is there; the append that was under way may be there too, and then whole. The next process repeats it.
            var committed = await CommittedAsync(RowsPerAppend);
            Assert.True(committed > process.Committed.Max(), $"{committed} appends are there, but {process.Committed.Max()} was acknowledged");
            Assert.InRange(committed, next + 1, process.Committed.Max() + 2);
            next = committed - random.Next(2);
        }

        await RequireExactlyAsync(new Dictionary<string, int> { ["writer"] = await CommittedAsync(RowsPerAppend) }, RowsPerAppend);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_writer_that_is_killed_during_upserts_leaves_every_one_whole(bool vectors)
    {
        const int Rows = 200;
        var kills = Scale.Of("PATTERNS_KILLS", 5);
        var random = new Random(20_261_123);
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var table = await store.CreateAsync<Entry>("log", builder =>
        {
            builder.Key(entry => entry.Writer, entry => entry.RowIndex);
            _ = vectors ? builder.DeletionVectors() : builder;
        });
        var next = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = new WriterProcess(_folder.Path, "log", "writer", next, 10_000, Rows, "upsert");
            await process.FirstCommitAsync();
            await Task.Delay(random.Next(60));
            await process.KillAsync();

            // All rows are of one upsert: the last one that was acknowledged, or the one under way.
            await table.RefreshAsync();
            var rows = await table.Untyped.RowsAsync<Entry>();
            var sequence = Assert.Single(rows.Select(static row => row.Sequence).Distinct());
            Assert.InRange(sequence, process.Committed.Max(), process.Committed.Max() + 1);
            Assert.Equal(Enumerable.Range(0, Rows), rows.Select(static row => row.RowIndex).Order());
            Assert.Equal(sequence + 1, table.Version);
            next = sequence + random.Next(2);
        }
    }

    private async Task CreateAsync()
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        await store.CreateAsync<Entry>("log");
    }

    private async Task<long> VersionAsync()
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        return (await store.OpenAsync("log")).Version;
    }

    /// <summary>How many appends are in the table, having checked that they are the first ones and that each is whole and there once.</summary>
    private async Task<int> CommittedAsync(int rowsPerAppend)
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var rows = await (await store.OpenAsync("log")).RowsAsync<Entry>();
        var appends = rows.GroupBy(static row => row.Sequence).OrderBy(static append => append.Key).ToList();
        Assert.Equal(Enumerable.Range(0, appends.Count), appends.Select(static append => append.Key));
        Assert.All(appends, append => Assert.Equal(Enumerable.Range(0, rowsPerAppend), append.Select(static row => row.RowIndex)));
        return appends.Count;
    }

    private async Task RequireExactlyAsync(IReadOnlyDictionary<string, int> appends, int rowsPerAppend)
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var rows = await (await store.OpenAsync("log")).RowsAsync<Entry>();
        var expected = appends.SelectMany(writer => Enumerable.Range(0, writer.Value).SelectMany(sequence => Entry.Of(writer.Key, sequence, rowsPerAppend)));
        Assert.Equal(expected.OrderBy(static row => (row.Writer, row.Sequence, row.RowIndex)), rows.OrderBy(static row => (row.Writer, row.Sequence, row.RowIndex)));
    }
}
