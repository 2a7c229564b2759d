using Patterns.Core;

namespace Patterns.Lake;

/// <summary>A file of the lake cannot be read as rows at all: unknown format, corrupt compression, changed while it was read.</summary>
/// <param name="file">Path of the file in its store.</param>
/// <param name="problem">What was found and what to do, one or two sentences.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class LakeFormatException(string file, string problem, Exception? innerException = null)
    : PatternsException("lake.unreadable-file", $"'{file}' cannot be read: {problem}", innerException)
{
    /// <summary>Path of the file in its store.</summary>
    public string File { get; } = file;

    /// <summary>What was found and what to do, without the name of the file.</summary>
    public string Problem { get; } = problem;
}
