using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A feed cannot be forked as asked. Code <c>updates.fork-rejected</c>.</summary>
public sealed class ForkRejectedException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="fork">What was asked for.</param>
    /// <param name="reason">Why it cannot be.</param>
    /// <param name="found">What was found, as half a sentence.</param>
    public ForkRejectedException(ForkPoint fork, ForkRejection reason, string found)
        : base(
            "updates.fork-rejected",
            $"Feed '{fork?.Source}' cannot be forked at {(fork?.Offset is { } offset ? offset.ToString() : "its tail")} and {fork?.SubOffset} more: {found}. "
            + "Fork a feed that exists, at an offset that it gave out.")
    {
        ArgumentNullException.ThrowIfNull(fork);
        Fork = fork;
        Reason = reason;
    }

    /// <summary>What was asked for.</summary>
    public ForkPoint Fork { get; }

    /// <summary>Why it cannot be.</summary>
    public ForkRejection Reason { get; }
}
