using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A payload is not what the reader took it for. Code <c>updates.payload-format</c>.</summary>
public sealed class PayloadFormatException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="source">The update, or whatever had the payload.</param>
    /// <param name="expected">What it was taken for.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PayloadFormatException(string source, string expected, Exception? innerException)
        : base(
            "updates.payload-format",
            $"The payload of '{source}' is not {expected}{(innerException is null ? "" : $": {innerException.Message}")}. Read it as what its writer made it, or skip it by its type.",
            innerException)
    {
        PayloadSource = source;
        Expected = expected;
    }

    /// <summary>The update, or whatever had the payload.</summary>
    public string PayloadSource { get; }

    /// <summary>What it was taken for.</summary>
    public string Expected { get; }
}
