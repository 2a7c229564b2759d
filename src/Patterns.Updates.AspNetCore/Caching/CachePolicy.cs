namespace Patterns.Updates.AspNetCore.Caching;

/// <summary>What <c>Cache-Control</c> each kind of answer carries.</summary>
internal static class CachePolicy
{
    /// <summary>Errors, metadata, answers that depend on the moment, and all that is of one user.</summary>
    public const string NoStore = "no-store";

    /// <summary>Answers for an authenticated reader.</summary>
    public const string Private = "private, no-store";

    /// <summary>A full chunk between two offsets: it never changes.</summary>
    public const string Sealed = "public, max-age=31536000, immutable";

    /// <summary>A full chunk from the start of the feed: another feed may have the same name one day.</summary>
    public const string SealedFromStart = "public, max-age=60, stale-while-revalidate=300";

    /// <summary>The chunk at the tail: the next look may find more in it.</summary>
    public const string Tail = "public, no-cache";

    /// <summary>What a long poll waited for. Its URL holds offset and cursor, so shared caches may hand it to all who wait there.</summary>
    public const string LongPoll = "public, max-age=20";

    /// <summary>An open stream: neither kept nor changed on its way.</summary>
    public const string Stream = "no-cache, no-store, no-transform";

    /// <summary>The policy of a chunk that a poll of an anonymous reader gets.</summary>
    /// <param name="isPartial">More of the feed follows, so the chunk is full.</param>
    /// <param name="isFromOffset">The URL names the offset, not a word for it.</param>
    public static string Chunk(bool isPartial, bool isFromOffset) => !isPartial ? Tail : isFromOffset ? Sealed : SealedFromStart;
}
