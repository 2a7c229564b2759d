namespace Patterns.Updates.Segments;

/// <summary>What goes into one batch.</summary>
/// <param name="Updates">The updates, in order.</param>
/// <param name="FirstSequence">Sequence of the first.</param>
/// <param name="AppendedTicks">When they are appended, UTC ticks.</param>
/// <param name="ContentType">Content type of the feed.</param>
/// <param name="Writers">The writers after the batch.</param>
/// <param name="Producers">The producers that changed; null when nothing about the writers did.</param>
/// <param name="IsSnapshot">Whether the producers are all there are.</param>
internal sealed record BatchContent(
    IReadOnlyList<NewUpdate> Updates,
    long FirstSequence,
    long AppendedTicks,
    string ContentType,
    FeedWriters Writers,
    IReadOnlyCollection<ProducerPosition>? Producers,
    bool IsSnapshot = false);
