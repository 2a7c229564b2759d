using System.Diagnostics;
using System.Globalization;
using Patterns.Testing;

namespace Patterns.Core.Tests.Storage.Files;

/// <summary>The promise that everything above rests on: of the writers of one path, in one process or in several, exactly one wins.</summary>
[Collection(AloneCollection.Name)]
public sealed class CommitRaceTests : IDisposable
{
    private const int Writers = 4;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Of_several_threads_exactly_one_wins_each_round()
    {
        var rounds = 3_000;
        var store = new FileObjectStore(_directory.Path);
        var wins = new int[rounds];
        using var start = new Barrier(Writers);

        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                foreach (var round in CommitRace.Run(store, writer, rounds, start))
                {
                    Interlocked.Increment(ref wins[round]);
                }
            },
            TaskCreationOptions.LongRunning));
        await Task.WhenAll(writers);

        Assert.All(wins, static count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Of_several_processes_exactly_one_wins_each_round()
    {
        var rounds = 1_000;
        var processes = Enumerable.Range(0, Writers).Select(writer => StartProcess(writer, rounds)).ToArray();
        var winners = new int?[rounds];
        for (var writer = 0; writer < Writers; writer++)
        {
            using var process = processes[writer];
            foreach (var line in (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var round = int.Parse(line, CultureInfo.InvariantCulture);
                Assert.Null(winners[round]);
                winners[round] = writer;
            }

            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }

        for (var round = 0; round < rounds; round++)
        {
            Assert.Equal(CommitRace.Content(winners[round]!.Value), await File.ReadAllBytesAsync(_directory[CommitRace.Path(round)]));
        }
    }

    private Process StartProcess(int writer, int rounds)
        => Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", typeof(CommitRace).Assembly.Location, _directory.Path, $"{writer}", $"{rounds}" },
            RedirectStandardOutput = true,
        })!;
}
