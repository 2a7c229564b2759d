using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A newer start of the same producer has appended, so this one is shut out. Code <c>updates.producer-fenced</c>.</summary>
public sealed class ProducerFencedException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="producer">The batch that was refused.</param>
    /// <param name="currentEpoch">The epoch that the feed knows.</param>
    public ProducerFencedException(string feed, ProducerPosition producer, long currentEpoch)
        : base(
            "updates.producer-fenced",
            $"Producer '{producer?.Id}' of feed '{feed}' appends with epoch {producer?.Epoch}, but the feed has seen epoch {currentEpoch}: a later start of it is at work. Stop this one, or take a larger epoch and sequence 0.")
    {
        ArgumentNullException.ThrowIfNull(producer);
        Feed = feed;
        Producer = producer;
        CurrentEpoch = currentEpoch;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The batch that was refused.</summary>
    public ProducerPosition Producer { get; }

    /// <summary>The epoch that the feed knows.</summary>
    public long CurrentEpoch { get; }
}
