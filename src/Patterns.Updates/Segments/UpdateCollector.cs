namespace Patterns.Updates.Segments;

/// <summary>Gathers the updates of one page from batches.</summary>
internal sealed class UpdateCollector(SegmentChain chain, FeedLineage lineage, ReadOptions options, long after)
{
    private readonly List<Update> _updates = [];
    private long _bytes;

    public IReadOnlyList<Update> Updates => _updates;

    /// <summary>The last sequence that was looked at.</summary>
    public long LastSequence { get; private set; } = after;

    public bool IsFull { get; private set; }

    /// <summary>Takes the updates of a batch that come next.</summary>
    /// <returns>False when the page became full before the end of the batch.</returns>
    public bool TryTake(BatchHeader header, ReadOnlyMemory<byte> batch)
    {
        var position = BatchHeader.Length + header.WritersLength;
        for (var index = 0; index < header.RecordCount; index++)
        {
            var (content, length) = RecordFormat.Read(batch[position..]);
            position += length;
            var sequence = header.FirstSequence + index;
            if (sequence <= LastSequence)
            {
                continue;
            }

            if (options.Includes(content.Type) && !TryAdd(content, sequence))
            {
                return false;
            }

            LastSequence = sequence;
        }

        return true;
    }

    private bool TryAdd(NewUpdate content, long sequence)
    {
        _bytes += content.Payload.Length;
        if (_updates.Count == options.MaxCount || (_bytes > options.MaxBytes && _updates.Count > 0))
        {
            IsFull = true;
            return false;
        }

        _updates.Add(new Update(
            lineage.FeedOf(sequence) ?? chain.Settings.Feed, lineage.OffsetOf(sequence), content.Time!.Value, content, content.ContentType ?? chain.Settings.ContentType));
        return true;
    }
}
