using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Updates.Fanout;

namespace Patterns.Benchmarks.Updates;

/// <summary>Feeds beside what one would use instead.</summary>
internal static class UpdatesSuite
{
    public static CompareSuite Suite { get; } = new("updates",
    [
        DurableAppend.OneWriter,
        DurableAppend.ManyWriters,
        DurableAppend.Crowd,
        SseParsing.Updates,
        SseParsing.Tokens,
        SseParsing.Batches,
        FanoutCases.Burst,
        FanoutCases.BurstMemory,
        FanoutCases.Paced,
        FanoutCases.Idle,
        .. WebhookSigning.Cases,
        .. WebhookSending.Cases,
    ]);
}
