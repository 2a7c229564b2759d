using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Updates.Fanout;

namespace Patterns.Benchmarks.Updates;

/// <summary>Feeds beside what one would use instead.</summary>
internal static class UpdatesSuite
{
<<<<<<< HEAD
    public static CompareSuite Suite { get; } = new("updates",
    [
=======
    public static CompareSuite Suite { get; } = new(
        "updates",
        DurableAppend.OneWriter,
        DurableAppend.ManyWriters,
        DurableAppend.Crowd,
>>>>>>> 73c407d (Measure durable appends beside a flush loop, SQLite and Redis)
        SseParsing.Updates,
        SseParsing.Tokens,
        SseParsing.Batches,
        FanoutCases.Burst,
        FanoutCases.BurstMemory,
        FanoutCases.Paced,
        FanoutCases.Idle,
        .. WebhookSigning.Cases,
    ]);
}
