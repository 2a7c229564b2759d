using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A feed of this name exists and was created differently. Code <c>updates.feed-conflict</c>.</summary>
public sealed class FeedConflictException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="difference">What differs.</param>
    public FeedConflictException(string feed, string difference)
        : base(
            "updates.feed-conflict",
            $"A feed '{feed}' exists and was created differently: {difference}. Take another name, or create it as it is.")
    {
        Feed = feed;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }
}
