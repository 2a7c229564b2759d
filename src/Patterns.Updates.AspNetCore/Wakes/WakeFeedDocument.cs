namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>A feed of a subscription as clients see it. The tail is null when there is no such feed.</summary>
internal sealed record WakeFeedDocument(string Path, string LinkType, string AckedOffset, string? TailOffset, bool HasPending)
{
    public static WakeFeedDocument Of(WakeFeed feed)
        => new(feed.Name, feed.IsExplicit ? "explicit" : "glob", feed.Acknowledged.ToString(), feed.Tail?.ToString(), feed.HasPending);
}
