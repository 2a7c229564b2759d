namespace Patterns.Updates;

/// <summary>The server cannot go on from a cursor: what follows it is no longer there, or the cursor is of another feed.</summary>
/// <param name="Cursor">The cursor.</param>
public sealed record FeedGap(FeedCursor Cursor)
{
    /// <summary>Why: <c>forgotten</c>, <c>foreign</c>, <c>ahead</c>; null when the server does not say.</summary>
    public string? Reason { get; init; }

    /// <summary>The earliest cursor from which it can go on; null when the server does not say.</summary>
    public FeedCursor? Earliest { get; init; }

    /// <summary>The end of the feed; null when the server does not say.</summary>
    public FeedCursor? Tail { get; init; }

    /// <summary>Where the state is that the updates would have led to; null when the server does not say.</summary>
    public Uri? Snapshot { get; init; }
}
