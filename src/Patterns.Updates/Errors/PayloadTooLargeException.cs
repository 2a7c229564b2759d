using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A payload is larger than the feed takes. Code <c>updates.payload-too-large</c>.</summary>
public sealed class PayloadTooLargeException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="length">Length of the payload or batch in bytes.</param>
    /// <param name="limit">The longest that is taken, in bytes.</param>
    public PayloadTooLargeException(string feed, long length, long limit)
        : base(
            "updates.payload-too-large",
            $"Feed '{feed}' takes {limit} bytes at a time, but got {length}. Append a link to the content, or append it in parts.")
    {
        Feed = feed;
        Length = length;
        Limit = limit;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>Length of the payload or batch in bytes.</summary>
    public long Length { get; }

    /// <summary>The longest that is taken, in bytes.</summary>
    public long Limit { get; }
}
