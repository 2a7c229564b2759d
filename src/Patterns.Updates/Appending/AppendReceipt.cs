namespace Patterns.Updates;

/// <summary>What an append came to. Immutable.</summary>
public sealed record AppendReceipt
{
    /// <summary>Creates a receipt. Only backends of a feed do so.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="next">The tail of the feed behind the batch.</param>
    /// <param name="count">How many updates the batch added.</param>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public AppendReceipt(string feed, UpdateOffset next, int count)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Feed = feed;
        Next = next;
        Count = count;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The cursor behind the batch, which is the offset of its last update. For a duplicate the tail of the feed as it is now.</summary>
    public UpdateOffset Next { get; }

    /// <summary>How many updates were added; 0 for a duplicate and for a mere close.</summary>
    public int Count { get; }

    /// <summary>Whether this batch of the producer had been appended before, so that nothing was added now.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>Whether the feed is closed now.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The producer's largest sequence that was ever accepted in its epoch; null when the append had no producer.</summary>
    public long? ProducerSequence { get; init; }

    /// <summary>The offset of an update of the batch.</summary>
    /// <param name="index">Index in the batch, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch added no such update.</exception>
    public UpdateOffset OffsetOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return new UpdateOffset(Next.Epoch, Next.Sequence - Count + index + 1);
    }

    /// <summary>The <see cref="Update.Id"/> of an update of the batch.</summary>
    /// <param name="index">Index in the batch, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch added no such update.</exception>
    public string IdOf(int index) => $"{Feed}:{OffsetOf(index)}";
}
