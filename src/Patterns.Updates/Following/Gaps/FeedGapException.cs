using Patterns.Core;

namespace Patterns.Updates;

/// <summary>The server cannot go on from the cursor, and the client is told to stop then. Code <c>updates.gap</c>.</summary>
public sealed class FeedGapException : PatternsException
{
    internal FeedGapException(Uri url, FeedGap gap)
        : base(
            "updates.gap",
            $"{url.GetLeftPart(UriPartial.Path)} cannot go on from '{gap.Cursor}'{(gap.Reason is null ? "" : $" ({gap.Reason})")}: updates behind it are no longer there. "
            + $"The earliest cursor left is {(gap.Earliest is { } earliest ? $"'{earliest}'" : "not told")}. "
            + "Load the state from elsewhere and save a newer cursor, or choose another OnGap.")
    {
        Gap = gap;
    }

    /// <summary>What is missing.</summary>
    public FeedGap Gap { get; }
}
