using System.Diagnostics;

namespace Patterns.Benchmarks.Compare;

/// <summary>
/// Runs the contenders of a case in one process on the same data, in turns, so that a slow minute of the machine falls on all of
/// them. Figures are medians over the rounds after warm-up.
/// </summary>
internal sealed class CompareRunner(CompareOptions options)
{
    /// <summary>Runs one case.</summary>
    /// <returns>One result per peer.</returns>
    public async Task<IReadOnlyList<CompareResult>> RunAsync(CompareSuite suite, CompareCase item)
    {
        using Contest contest = await item.PrepareAsync(options);
        Contender[] present = [.. contest.Peers.Prepend(contest.Ours).Where(static contender => contender.Missing is null)];
        var figures = present.ToDictionary(static contender => contender, static _ => new List<Run>());
        long start = Stopwatch.GetTimestamp();
        var warmups = 0;
        while (warmups < options.WarmupRounds || Stopwatch.GetElapsedTime(start) < options.WarmupTime)
        {
            await RunRoundAsync(present, warmups++);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            foreach ((Contender contender, Run run) in await RunRoundAsync(present, warmups + round))
            {
                figures[contender].Add(run);
            }
        }

        return [.. contest.Peers.Select(peer => Compare(suite, item, contest, peer, figures))];
    }

    /// <summary>Each contender once. Another one starts each round: none always runs in the wake of the same neighbour.</summary>
    private static async Task<List<(Contender Contender, Run Run)>> RunRoundAsync(Contender[] present, int round)
    {
        var runs = new List<(Contender Contender, Run Run)>();
        for (var turn = 0; turn < present.Length; turn++)
        {
            Contender contender = present[(turn + round) % present.Length];
            runs.Add((contender, await RunOnceAsync(contender)));
        }

        return runs;
    }

    private static CompareResult Compare(
        CompareSuite suite, CompareCase item, Contest contest, Contender peer, Dictionary<Contender, List<Run>> figures)
    {
        var result = new CompareResult { Suite = suite.Name, Case = item.Name, Peer = peer.Name, Unit = item.Unit.Symbol, Missing = peer.Missing };
        if (contest.Ours.Missing is not null)
        {
            return result;
        }

        List<Run> ourRuns = figures[contest.Ours];
        var ours = Spread.Of(ourRuns.Select(static run => run.Figure));
        result = result with
        {
            Ours = ours.Median,
            OursMin = ours.Min,
            OursMax = ours.Max,
            Rows = contest.Rows,
            OursProcessorMilliseconds = Spread.Of(ourRuns.Select(static run => run.ProcessorMilliseconds)).Median,
            AllocatedBytes = ourRuns.Min(static run => run.AllocatedBytes),
        };
        if (peer.Missing is not null)
        {
            return result;
        }

        List<Run> theirRuns = figures[peer];
        var theirs = Spread.Of(theirRuns.Select(static run => run.Figure));
        return result with
        {
            Theirs = theirs.Median,
            TheirsMin = theirs.Min,
            TheirsMax = theirs.Max,
            TheirsProcessorMilliseconds = Spread.Of(theirRuns.Select(static run => run.ProcessorMilliseconds)).Median,
            Ratio = item.Unit.Ratio(ours.Median, theirs.Median),
            Failure = Difference(ourRuns, theirRuns),
        };
    }

    private static string? Difference(List<Run> ours, List<Run> theirs)
    {
        string[] ourAnswers = [.. ours.Select(static run => run.Check).Distinct()];
        string[] theirAnswers = [.. theirs.Select(static run => run.Check).Distinct()];
        return ourAnswers.Length == 1 && ourAnswers.SequenceEqual(theirAnswers)
            ? null
            : $"WRONG ANSWER: ours is [{string.Join(" | ", ourAnswers)}], the peer's [{string.Join(" | ", theirAnswers)}]";
    }

    private static async Task<Run> RunOnceAsync(Contender contender)
    {
        contender.BeforeEach();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        Outcome outcome = await contender.RunAsync();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        TimeSpan processor = Environment.CpuUsage.TotalTime - processorBefore;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        return new Run(outcome.Measured ?? elapsed.TotalMilliseconds, processor.TotalMilliseconds, outcome.Check, allocated);
    }

    private readonly record struct Run(double Figure, double ProcessorMilliseconds, string Check, long AllocatedBytes);
}
