namespace Patterns.Updates;

/// <summary>A batch that <see cref="FeedWriters"/> took note of, with what was there before, so that it can be taken back.</summary>
public sealed class AcceptedAppend
{
    internal AcceptedAppend(AppendRequest request, ProducerPosition? producerBefore, string? writerSequenceBefore)
    {
        Request = request;
        ProducerBefore = producerBefore;
        WriterSequenceBefore = writerSequenceBefore;
    }

    /// <summary>The batch.</summary>
    public AppendRequest Request { get; }

    internal ProducerPosition? ProducerBefore { get; }

    internal string? WriterSequenceBefore { get; }
}
