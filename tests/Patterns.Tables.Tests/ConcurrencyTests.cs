using Patterns.Core;
using Patterns.Tables.Writer;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>Several writers on one table, in one process and in several.</summary>
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
        const int Writers = 4;
        const int Appends = 15;
        await CreateAsync();
        var processes = Enumerable.Range(0, Writers).Select(writer => new WriterProcess(_folder.Path, "log", $"writer-{writer}", 0, Appends, 5)).ToArray();

        foreach (var process in processes)
        {
            using (process)
            {
                await process.CompleteAsync();
                Assert.Equal(Enumerable.Range(0, Appends), process.Committed);
            }
        }

        await RequireExactlyAsync(Enumerable.Range(0, Writers).ToDictionary(static writer => $"writer-{writer}", static _ => Appends), rowsPerAppend: 5);
        Assert.Equal(Writers * Appends, await VersionAsync());
    }

    [Fact]
    public async Task A_writer_that_is_killed_at_any_moment_leaves_every_commit_whole()
    {
        const int Kills = 10;
        const int RowsPerAppend = 50;
        var random = new Random(20_261_122);
        await CreateAsync();
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
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
