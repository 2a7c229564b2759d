namespace Patterns.Updates;

/// <summary>
/// Where a producer stands that numbers its batches, so that a batch sent again is not appended again. Source: the Durable Streams protocol, section 5.2.1.
/// </summary>
public sealed record ProducerPosition
{
    /// <summary>The largest epoch and sequence, 2^53 - 1: what JavaScript can count to.</summary>
    public const long MaxNumber = (1L << 53) - 1;

    /// <summary>Creates a position.</summary>
    /// <param name="id">Who produces, 1 to 1,024 characters, the same across restarts.</param>
    /// <param name="epoch">Which start of the producer this is, 0 or more; a later start has a larger one and shuts out those before.</param>
    /// <param name="sequence">Number of the batch within the epoch, from 0 without gaps.</param>
    /// <exception cref="ArgumentException">The id is empty or too long, or a number is out of range.</exception>
    public ProducerPosition(string id, long epoch, long sequence)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > NewUpdate.MaxTextLength)
        {
            throw new ArgumentException($"The id of a producer has 1 to {NewUpdate.MaxTextLength} characters, but has {id.Length}.", nameof(id));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(epoch, MaxNumber);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, MaxNumber);
        Id = id;
        Epoch = epoch;
        Sequence = sequence;
    }

    /// <summary>Who produces.</summary>
    public string Id { get; }

    /// <summary>Which start of the producer this is, 0 to 2^53 - 1.</summary>
    public long Epoch { get; }

    /// <summary>Number of the batch within the epoch, 0 to 2^53 - 1.</summary>
    public long Sequence { get; }
}
