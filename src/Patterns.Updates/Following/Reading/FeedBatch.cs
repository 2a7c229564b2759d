namespace Patterns.Updates.Following.Reading;

/// <summary>What one answer, or one event of a stream, brought.</summary>
/// <param name="Updates">The updates, in order; often none.</param>
/// <param name="Position">The place behind it.</param>
internal readonly record struct FeedBatch(IReadOnlyList<ReceivedUpdate> Updates, FeedCursor Position)
{
    /// <summary>Updates left out because they had come before.</summary>
    public int Duplicates { get; init; }

    /// <summary>Whether the position was the end of the feed.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>Whether nothing will ever follow.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What to send back, so that shared caches can answer; null for nothing new.</summary>
    public string? StreamCursor { get; init; }
}
