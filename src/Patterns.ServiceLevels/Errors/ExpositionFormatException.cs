using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>Text that should be Prometheus's exposition format is not, or is larger than it may be. The code is <c>service-levels.exposition-format</c>.</summary>
public sealed class ExpositionFormatException : PatternsException
{
    internal ExpositionFormatException(int lineNumber, string problem)
        : base("service-levels.exposition-format", $"Line {lineNumber} of the exposition text cannot be read: {problem}.")
        => LineNumber = lineNumber;

    /// <summary>The line, 1 for the first.</summary>
    public int LineNumber { get; }
}
