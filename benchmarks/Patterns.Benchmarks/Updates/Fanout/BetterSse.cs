using Patterns.Testing;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>The peer better-sse, which comes by npm.</summary>
internal static class BetterSse
{
    /// <summary>The server.</summary>
    public static string Script => Path.Join(RepositoryRoot.Path, "benchmarks", "peers", "fanout-better-sse.mjs");

    /// <summary>Why it is not there; null when it is.</summary>
    public static string? WhyNot => Directory.Exists(Path.Join(RepositoryRoot.Path, "benchmarks", "peers", "node_modules", "better-sse"))
        ? null
        : "better-sse is not installed; run: npm ci --prefix benchmarks/peers";
}
