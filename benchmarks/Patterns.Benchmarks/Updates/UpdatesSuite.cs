using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Updates;

/// <summary>Feeds beside what one would use instead.</summary>
internal static class UpdatesSuite
{
    public static CompareSuite Suite { get; } = new(
        "updates",
        SseParsing.Updates,
        SseParsing.Tokens,
        SseParsing.Batches);
}
