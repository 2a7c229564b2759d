using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A feed was deleted, and its updates are kept only because there are forks of it. Code <c>updates.feed-deleted</c>.</summary>
public sealed class FeedDeletedException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    public FeedDeletedException(string feed)
        : base(
            "updates.feed-deleted",
            $"Feed '{feed}' was deleted; its updates are kept for its forks only. Its name is free again when the last of them is deleted.")
    {
        Feed = feed;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }
}
