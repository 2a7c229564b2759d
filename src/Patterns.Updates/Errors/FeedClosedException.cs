using Patterns.Core;

namespace Patterns.Updates;

/// <summary>An append to a feed that is closed. Code <c>updates.feed-closed</c>.</summary>
public sealed class FeedClosedException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="tail">The end of the feed.</param>
    public FeedClosedException(string feed, UpdateOffset tail)
        : base(
            "updates.feed-closed",
            $"Feed '{feed}' is closed at {tail}; nothing is appended to it any more. Append to another feed.")
    {
        Feed = feed;
        Tail = tail;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The end of the feed.</summary>
    public UpdateOffset Tail { get; }
}
