namespace Patterns.Updates.Segments;

/// <summary>What the segments of a feed need to know.</summary>
/// <param name="Feed">Name of the feed, for messages.</param>
/// <param name="ContentType">Content type of the feed.</param>
/// <param name="SegmentBytes">How long a segment becomes, about.</param>
/// <param name="IsFlushed">Whether batches are left to the operating system rather than made durable.</param>
internal sealed record SegmentSettings(string Feed, string ContentType, long SegmentBytes, bool IsFlushed)
{
    private const long SmallestSegment = 256 << 10;
    private const int Growth = 4;

    /// <summary>Feeds begin with small segments, so that many small feeds do not take much space.</summary>
    public long LengthAfter(long previous) => Math.Min(SegmentBytes, previous == 0 ? SmallestSegment : previous * Growth);
}
