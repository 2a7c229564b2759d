using Xunit;

namespace Patterns.Testing;

/// <summary>A test on shared data; skipped, with the reason, where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    /// <param name="path">What the test needs, relative to the shared folder: <c>corpora/delta-golden</c>.</param>
    public SharedFactAttribute(string path)
    {
        Path = path;
        Skip = SharedFiles.WhyNot(path);
    }

    public string Path { get; }
}
