using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A segment of a feed is not as it was written. Nothing was changed or cut. Code <c>updates.segment-damaged</c>.</summary>
public sealed class SegmentDamagedException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="path">Path of the segment.</param>
    /// <param name="position">Where the damage begins, in bytes from the start of the segment.</param>
    /// <param name="found">What was found there, as half a sentence.</param>
    public SegmentDamagedException(string feed, string path, long position, string found)
        : base(
            "updates.segment-damaged",
            $"The segment '{path}' of feed '{feed}' is damaged at byte {position}: found {found}. Everything before it can be read. Restore the segment from a copy, or delete the feed and publish it again.")
    {
        Feed = feed;
        Path = path;
        Position = position;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>Path of the segment.</summary>
    public string Path { get; }

    /// <summary>Where the damage begins, in bytes from the start of the segment.</summary>
    public long Position { get; }
}
