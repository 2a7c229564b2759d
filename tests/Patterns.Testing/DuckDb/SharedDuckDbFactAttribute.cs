using Xunit;

namespace Patterns.Testing;

/// <summary>A fact that needs shared data and DuckDB's library; skipped with the reason where one of them is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDuckDbFactAttribute : FactAttribute
{
    /// <param name="path">What the test needs, relative to the shared folder: <c>data/raw</c>.</param>
    public SharedDuckDbFactAttribute(string path)
    {
        Path = path;
        Skip = SharedFiles.WhyNot(path) ?? DuckDb.WhyNot;
    }

    public string Path { get; }
}
