using Xunit;

namespace Patterns.Testing;

/// <summary>A theory on shared data; skipped, with the reason and without asking for its cases, where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    /// <param name="path">What the test needs, relative to the shared folder: <c>corpora/delta-golden</c>.</param>
    public SharedTheoryAttribute(string path)
    {
        Path = path;
        Skip = SharedFiles.WhyNot(path);
    }

    public string Path { get; }
}
