using System.Diagnostics;
using System.Globalization;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Updates;

namespace Patterns.Benchmarks.Peers;

/// <summary>
/// XADD to a Redis server that flushes its log before it answers (<c>appendfsync always</c>), over a Unix socket, measured by Redis's own
/// redis-benchmark with a connection per writer.
/// </summary>
internal static class RedisAppends
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Contender Contender(BenchData.Scratch scratch, int writers, int appends)
        => OperatingSystem.IsWindows() || Find("redis-server") is not { } server || Find("redis-benchmark") is not { } benchmark || Find("redis-cli") is not { } client
            ? Compare.Contender.Absent("Redis, appendfsync always", "redis-server is not installed: apt-get install redis-server")
            : Compare.Contender.Of("Redis, appendfsync always", () => Run(scratch.Path, server, benchmark, client, writers, appends)) with { BeforeEach = scratch.Clear };

    private static Outcome Run(string folder, string server, string benchmark, string client, int writers, int appends)
    {
        var socket = Path.Join(folder, "redis.sock");
        using Process redis = Start(server, "--port", "0", "--unixsocket", socket, "--dir", folder, "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--maxclients", "4000");
        try
        {
            long waiting = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(waiting) < Patience && !Complete(client, "-s", socket, "ping").Contains("PONG", StringComparison.Ordinal))
            {
                Thread.Yield();
            }

            var payload = new string('x', DurableAppend.PayloadLength);
            var report = Complete(benchmark, "-s", socket, "-c", Text(writers), "-n", Text(appends), "--csv", "xadd", "feed", "*", "d", payload);

            // "test","rps",… and then a line with the name of the test and its rate.
            var rate = double.Parse(report.Trim().Split('\n')[^1].Split("\",\"")[1].Trim('"'), CultureInfo.InvariantCulture);
            var count = int.Parse(Complete(client, "-s", socket, "xlen", "feed"), CultureInfo.InvariantCulture);
            return new Outcome(count >= appends ? "all there" : "some are missing", rate);
        }
        finally
        {
            redis.Kill();
            redis.WaitForExit();
        }
    }

    private static string Complete(string program, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"{program} did not end within {Patience}.");
        }

        return output.GetAwaiter().GetResult();
    }

    private static Process Start(string program, params string[] arguments)
        => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Find(string program)
        => Array.Find([.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Join(folder, program))], File.Exists);
}
