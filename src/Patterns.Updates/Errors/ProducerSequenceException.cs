using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A batch of a producer came before another that is missing, or a new epoch did not begin with sequence 0. Code <c>updates.producer-sequence</c>.</summary>
public sealed class ProducerSequenceException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="producer">The batch that was refused.</param>
    /// <param name="expected">The sequence that comes next.</param>
    /// <param name="isNewEpoch">Whether the batch begins a new epoch of a known producer.</param>
    public ProducerSequenceException(string feed, ProducerPosition producer, long expected, bool isNewEpoch)
        : base(
            "updates.producer-sequence",
            $"Producer '{producer?.Id}' of feed '{feed}' appends sequence {producer?.Sequence} of epoch {producer?.Epoch}, but {expected} comes next. Send the batches in order, without a gap.")
    {
        ArgumentNullException.ThrowIfNull(producer);
        Feed = feed;
        Producer = producer;
        Expected = expected;
        IsNewEpoch = isNewEpoch;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The batch that was refused.</summary>
    public ProducerPosition Producer { get; }

    /// <summary>The sequence that comes next.</summary>
    public long Expected { get; }

    /// <summary>Whether the batch begins a new epoch of a known producer, which it must with sequence 0.</summary>
    public bool IsNewEpoch { get; }
}
