namespace Patterns.Updates;

/// <summary>Something that happened to the connection of a <see cref="FeedClient"/>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Pattern">The pattern that it happened with.</param>
/// <param name="Reason">A sentence about it.</param>
public sealed record FeedNotice(FeedNoticeKind Kind, FeedPattern Pattern, string Reason)
{
    /// <summary>How long the client waits before the next attempt; null when that is not the point.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The error of the connection; null when there was none.</summary>
    public Exception? Exception { get; init; }

    /// <summary>What cannot be read any more; null unless this is about that.</summary>
    public FeedGap? Gap { get; init; }
}
