using System.Diagnostics;
using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>
/// One feed, many streams: ours beside what the framework offers and beside bare sends, the floor. Each server is a process of its own; the clients
/// check the number of every update.
/// </summary>
internal static class FanoutCases
{
    private const int BurstUpdates = 500;
    private const int WarmupUpdates = 20;
    private const int PacedUpdates = 50;
    private const int PacedGapMilliseconds = 20;
    private const int ReadBytes = 16 * 1024;

    private const string BetterSseName = "better-sse";

    private static readonly (string Kind, string Name)[] Kinds =
    [
        ("ours", "ours"), ("raw", "TypedResults.ServerSentEvents"), ("sends", "bare sends (floor)"),
    ];

    private static readonly (string Kind, string Name)[] AllKinds = [.. Kinds, ("signalr", "SignalR over SSE"), (BetterSseName, BetterSseName)];

    /// <summary>500 updates of 200 B at once to 1,000 streams: how long until each has all.</summary>
    public static CompareCase Burst { get; } = new("fanout/burst", CompareUnit.Milliseconds, static options => PrepareAsync(AllKinds, Streams(options, 1000, BurstUpdates), async (server, audience) =>
    {
        var start = Stopwatch.GetTimestamp();
        var receiving = audience.ReceiveAsync(1, BurstUpdates);
        await server.SendAsync(1, BurstUpdates, 0);
        return new Outcome(await receiving, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }));

    /// <summary>The same burst on a server that has had none before: by how much its memory grows at most.</summary>
    public static CompareCase BurstMemory { get; } = new("fanout/burst-memory", CompareUnit.Bytes, static options =>
    {
        var streams = Streams(options, 1000, BurstUpdates);
        return PrepareFresh(streams, async server =>
        {
            using var audience = await FanoutAudience.ConnectAsync(server, streams, ReadBytes);
            await Task.WhenAll(audience.ReceiveAsync(1, WarmupUpdates), server.SendAsync(1, WarmupUpdates, 1));
            var before = await server.UsageAsync(settle: true);
            var receiving = audience.ReceiveAsync(1, BurstUpdates);
            await server.SendAsync(1, BurstUpdates, 0);
            var check = await receiving;
            return new Outcome(check, Math.Max(4096, (await server.UsageAsync()).PeakBytes - before.ResidentBytes));
        });
    });

    /// <summary>50 updates, one every 20 ms, to 1,000 streams: the server's processor time per delivery.</summary>
    public static CompareCase Paced { get; } = new("fanout/paced", new CompareUnit("µs CPU", LargerIsBetter: false), static options =>
    {
        var streams = Streams(options, 1000, BurstUpdates);
        return PrepareAsync(Kinds, streams, async (server, audience) =>
        {
            var before = await server.UsageAsync();
            var receiving = audience.ReceiveAsync(1, PacedUpdates);
            await server.SendAsync(1, PacedUpdates, PacedGapMilliseconds);
            var check = await receiving;
            var used = (await server.UsageAsync()).ProcessorMilliseconds - before.ProcessorMilliseconds;
            return new Outcome(check, used * 1000 / (streams * PacedUpdates));
        });
    });

    /// <summary>5,000 streams on which nothing happens: the server's memory per stream, behind the first 100, which pay for what is loaded once.</summary>
    public static CompareCase Idle { get; } = new("fanout/idle", new CompareUnit("B/stream", LargerIsBetter: false), static options =>
    {
        var streams = Streams(options, 5000, 100);
        return PrepareFresh(streams, async server =>
        {
            using var first = await FanoutAudience.ConnectAsync(server, Math.Min(streams, 100), 512);
            var before = await server.UsageAsync(settle: true);
            using var audience = await FanoutAudience.ConnectAsync(server, streams, 512);
            var after = await server.UsageAsync(settle: true);
            return new Outcome(Answer.Of(streams, "streams"), Math.Max(1, after.ResidentBytes - before.ResidentBytes) / (double)streams);
        });
    });

    private static int Streams(CompareOptions options, int normal, int rowsPerStream) => options.Rows is { } rows ? Math.Clamp(rows / rowsPerStream, 1, normal) : normal;

    private static async Task<Contest> PrepareAsync((string Kind, string Name)[] kinds, int streams, Func<FanoutProcess, FanoutAudience, Task<Outcome>> run)
    {
        if (!OperatingSystem.IsLinux())
        {
            return NotHere();
        }

        List<IDisposable> servers = [];
        List<Contender> contenders = [];
        foreach (var (kind, name) in kinds)
        {
            if (kind == BetterSseName && BetterSse.WhyNot is { } whyNot)
            {
                contenders.Add(Contender.Absent(name, whyNot));
                continue;
            }

            var server = kind == BetterSseName ? await FanoutProcess.StartBetterSseAsync() : await FanoutProcess.StartAsync(kind);
            servers.Add(server);
            contenders.Add(new Contender(name, async () =>
            {
                using var audience = await FanoutAudience.ConnectAsync(server, streams, ReadBytes);
                return await run(server, audience);
            }));
        }

        return new Contest(contenders[0], contenders[1..]) { Rows = (long)streams * BurstUpdates, Owned = servers };
    }

    private static Task<Contest> PrepareFresh(int streams, Func<FanoutProcess, Task<Outcome>> run)
    {
        Contender[] contenders = [.. Kinds.Select(kind => new Contender(kind.Name, async () =>
        {
            using var server = await FanoutProcess.StartAsync(kind.Kind);
            return await run(server);
        }))];
        return Task.FromResult(OperatingSystem.IsLinux() ? new Contest(contenders[0], contenders[1..]) { Rows = (long)streams * BurstUpdates } : NotHere());
    }

    private static Contest NotHere() => Contest.Absent(Kinds[1].Name, "the memory of a process is read from /proc, which only Linux has");
}
