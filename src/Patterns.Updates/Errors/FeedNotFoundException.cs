using Patterns.Core;

namespace Patterns.Updates;

/// <summary>There is no such feed: it was never created, was deleted, or has expired. Code <c>updates.feed-not-found</c>.</summary>
public sealed class FeedNotFoundException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    public FeedNotFoundException(string feed)
        : base(
            "updates.feed-not-found",
            $"There is no feed '{feed}': it was never created, was deleted, or has expired. Create it, or correct the name.")
    {
        Feed = feed;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }
}
