namespace Patterns.Updates.Segments;

/// <summary>What is behind the last whole batch of a segment.</summary>
internal enum SegmentEnding
{
    /// <summary>Nothing.</summary>
    Clean,

    /// <summary>A batch whose writing was interrupted, so nobody was told that it is there.</summary>
    Torn,

    /// <summary>Something that no interrupted write leaves.</summary>
    Damaged,
}
