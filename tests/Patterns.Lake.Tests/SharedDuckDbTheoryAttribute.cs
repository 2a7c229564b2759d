using Patterns.Testing;

namespace Patterns.Lake.Tests;

/// <summary>A theory on shared data with DuckDB as its judge; skipped, with the reason, where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDuckDbTheoryAttribute : TheoryAttribute
{
    /// <param name="path">What the test needs, relative to the shared folder.</param>
    public SharedDuckDbTheoryAttribute(string path)
    {
        Path = path;
        Skip = SharedFiles.WhyNot(path) ?? DuckDb.WhyNot;
    }

    public string Path { get; }
}
