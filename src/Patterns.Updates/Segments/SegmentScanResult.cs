namespace Patterns.Updates.Segments;

/// <summary>Where the batches of a segment end, and why.</summary>
/// <param name="Position">Where the next batch goes, or where the one that is not whole begins.</param>
/// <param name="LastSequence">Sequence of the last update that is whole.</param>
/// <param name="Ending">What is behind it.</param>
internal readonly record struct SegmentScanResult(int Position, long LastSequence, SegmentEnding Ending)
{
    /// <summary>What was found behind it, as half a sentence; null for nothing.</summary>
    public string? Found { get; init; }
}
