using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Updates;

namespace Patterns.Benchmarks.Updates;

/// <summary>
/// How many updates of 200 bytes are made durable per second when so many writers each append one after the other? The floor is what the disk
/// allows: a loop that writes what all writers append at once, and flushes it.
/// </summary>
internal static class DurableAppend
{
    public const int PayloadLength = 200;

    public static CompareCase OneWriter { get; } = Case(writers: 1, appends: 4_000, serialAppends: 4_000);

    public static CompareCase ManyWriters { get; } = Case(writers: 64, appends: 100_000, serialAppends: 4_000);

    public static CompareCase Crowd { get; } = Case(writers: 1024, appends: 1_000_000, serialAppends: 4_000);

    private static CompareCase Case(int writers, int appends, int serialAppends) => new($"durable-append/{writers}-writers", CompareUnit.AppendsPerSecond, options =>
    {
        BenchData.Scratch scratch = BenchData.CreateScratch();
        appends = Math.Min(appends, options.Rows ?? appends) / writers * writers;
        return Task.FromResult(new Contest(
            new Contender("FileUpdateStore", () => AppendAsync(scratch.Path, writers, appends)) { BeforeEach = scratch.Clear },
            Contender.Of("flush loop", () => FlushLoop(scratch.Path, writers, serialAppends)) with { BeforeEach = scratch.Clear },
            Contender.Of("Microsoft.Data.Sqlite", () => SqliteAppends.Run(Path.Join(scratch.Path, "updates.db"), serialAppends)) with { BeforeEach = scratch.Clear },
            RedisAppends.Contender(scratch, writers, Math.Min(appends, 100_000)))
        {
            Rows = appends,
            Owned = [scratch],
        });
    });

    public static Outcome Rate(int appends, bool areAllThere, TimeSpan elapsed) => new(areAllThere ? "all there" : "some are missing", appends / elapsed.TotalSeconds);

    private static async Task<Outcome> AppendAsync(string folder, int writers, int appends)
    {
        await using FileUpdateStore store = new(new UpdateStoreOptions { Directory = folder });
        IUpdateLog log = (await store.CreateAsync("feed")).Log;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => AppendAsync(log, appends / writers)));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return Rate(appends, (await log.GetStateAsync()).Tail.Sequence == appends, elapsed);
    }

    private static async Task AppendAsync(IUpdateLog log, int appends)
    {
        AppendRequest request = new([new NewUpdate(new byte[PayloadLength])]);
        await Task.Yield();
        for (var append = 0; append < appends; append++)
        {
            await log.AppendAsync(request);
        }
    }

    private static Outcome FlushLoop(string folder, int writers, int flushes)
    {
        using var file = File.OpenHandle(Path.Join(folder, "floor"), FileMode.Create, FileAccess.ReadWrite, FileShare.Read, FileOptions.None, 64 << 20);
        RandomAccess.SetLength(file, 64 << 20);
        RandomAccess.FlushToDisk(file);
        var bytes = new byte[writers * PayloadLength];
        long position = 0;
        long start = Stopwatch.GetTimestamp();
        for (var flush = 0; flush < flushes; flush++)
        {
            RandomAccess.Write(file, bytes, position);
            RandomAccess.FlushToDisk(file);
            position = (position + bytes.Length) % (60 << 20);
        }

        return Rate(flushes * writers, true, Stopwatch.GetElapsedTime(start));
    }
}
