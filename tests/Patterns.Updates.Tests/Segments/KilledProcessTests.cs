using System.Diagnostics;
using System.Globalization;
using System.Text;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Segments;

public sealed class KilledProcessTests
{
    private const int Producers = 5;

    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "Patterns.Updates.Writer.dll");

    // PATTERNS_KILLS=100 kills more often.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("PATTERNS_KILLS") ?? "4", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(UpdateDurability.Durable)]
    [InlineData(UpdateDurability.Flushed)]
    public async Task What_a_killed_process_was_told_is_there_is_there_once_and_in_order(UpdateDurability durability)
    {
        using TemporaryDirectory folder = new();
        Random random = new(17);
        var acknowledged = new long[Producers];
        Array.Fill(acknowledged, -1);
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAndKillAsync(folder["feeds"], durability, random.Next(1, 400), acknowledged);

            await using FileUpdateStore store = new(new UpdateStoreOptions { Directory = folder["feeds"], Durability = durability });
            var last = await LastSequencesAsync((await store.FindAsync("feed"))!);
            for (var producer = 0; producer < Producers; producer++)
            {
                Assert.True(last[producer] >= acknowledged[producer], $"Producer {producer} was told of {acknowledged[producer]}, and there are {last[producer]}.");
            }
        }
    }

    /// <summary>Runs a process until it has acknowledged so many appends, and kills it in the middle of the next.</summary>
    private static async Task RunAndKillAsync(string folder, UpdateDurability durability, int lines, long[] acknowledged)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        using Process process = Process.Start(new ProcessStartInfo(host, [Program, folder, $"{durability}", $"{Producers}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var count = 0;
            while (count++ < lines && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                Note(line, acknowledged);
            }

            Assert.True(!process.HasExited, process.HasExited ? await process.StandardError.ReadToEndAsync() : "");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        // What it managed to say before it was killed counts as well; a line that was cut off does not.
        var rest = await process.StandardOutput.ReadToEndAsync();
        foreach (var line in rest.Split('\n')[..^1])
        {
            Note(line, acknowledged);
        }

        await process.WaitForExitAsync();
    }

    private static void Note(string line, long[] acknowledged)
    {
        var parts = line.Split(' ');
        var producer = int.Parse(parts[0], CultureInfo.InvariantCulture);
        acknowledged[producer] = Math.Max(acknowledged[producer], long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Reads the whole feed and requires that each producer's updates are there once, in order, without a gap.</summary>
    private static async Task<long[]> LastSequencesAsync(IUpdateLog log)
    {
        var last = new long[Producers];
        Array.Fill(last, -1);
        var cursor = UpdateOffset.Start;
        UpdatePage page;
        do
        {
            page = await log.ReadAsync(cursor);
            foreach (var update in page.Updates)
            {
                var parts = Encoding.UTF8.GetString(update.Payload.Span).Split(' ');
                var producer = int.Parse(parts[0], CultureInfo.InvariantCulture);
                Assert.Equal(last[producer] + 1, long.Parse(parts[1], CultureInfo.InvariantCulture));
                last[producer]++;
                Assert.Equal(last[producer] % 700, parts[2].Length);
            }

            cursor = page.Next;
        }
        while (!page.IsUpToDate);

        return last;
    }
}
