namespace Patterns.Updates;

/// <summary>
/// What a feed remembers of those who write to it, and the rules by which it accepts a batch. Pure: no clock, no disk. Backends load it, ask it, and
/// store it in the same transaction as the batch. Not safe for use by several threads at once. Source: the Durable Streams protocol, section 5.2.
/// </summary>
public sealed class FeedWriters
{
    private readonly Dictionary<string, ProducerPosition> _producers = new(StringComparer.Ordinal);

    /// <summary>The last batch that was accepted of each producer.</summary>
    public IReadOnlyCollection<ProducerPosition> Producers => _producers.Values;

    /// <summary>The largest sequence of a writer that was accepted; null before the first.</summary>
    public string? WriterSequence { get; private set; }

    /// <summary>Whether the feed is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The producer's batch that closed the feed; null when the feed is open or was closed without a producer.</summary>
    public ProducerPosition? ClosedBy { get; private set; }

    /// <summary>Restores what was stored of a producer.</summary>
    /// <param name="producer">Its last batch.</param>
    /// <exception cref="ArgumentNullException">The producer is null.</exception>
    public void Restore(ProducerPosition producer)
    {
        ArgumentNullException.ThrowIfNull(producer);
        _producers[producer.Id] = producer;
    }

    /// <summary>Restores what was stored of the feed's writers.</summary>
    /// <param name="writerSequence">The largest sequence of a writer, or null.</param>
    /// <param name="isClosed">Whether the feed is closed.</param>
    /// <param name="closedBy">The batch that closed it, or null.</param>
    public void Restore(string? writerSequence, bool isClosed, ProducerPosition? closedBy)
    {
        WriterSequence = writerSequence;
        IsClosed = isClosed;
        ClosedBy = closedBy;
    }

    /// <summary>The last batch that was accepted of a producer; null when it is new.</summary>
    /// <param name="producerId">Who produces.</param>
    public ProducerPosition? Find(string producerId) => _producers.GetValueOrDefault(producerId);

    /// <summary>Judges a batch without changing anything.</summary>
    /// <param name="feed">Name of the feed, for messages.</param>
    /// <param name="tail">Tail of the feed, for messages.</param>
    /// <param name="request">The batch.</param>
    /// <returns>A receipt when there is nothing to append because it is there already; null when the batch is to be appended and then <see cref="Accept"/>ed.</returns>
    /// <exception cref="ArgumentException">The batch is empty and does not close the feed.</exception>
    /// <exception cref="FeedClosedException">The feed is closed.</exception>
    /// <exception cref="ProducerFencedException">A newer epoch of the same producer has appended.</exception>
    /// <exception cref="ProducerSequenceException">Batches of the producer are missing before this one.</exception>
    /// <exception cref="WriterSequenceException">The sequence of the writer did not grow.</exception>
    public AppendReceipt? Judge(string feed, UpdateOffset tail, AppendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Updates.Count == 0 && !request.Close)
        {
            throw new ArgumentException("An append has at least one update, or closes the feed.", nameof(request));
        }

        if (IsClosed)
        {
            return JudgeClosed(feed, tail, request);
        }

        if (request.Producer is { } producer && JudgeProducer(feed, producer) is { } lastSequence)
        {
            return new AppendReceipt(feed, tail, 0) { IsDuplicate = true, ProducerSequence = lastSequence };
        }

        return request.WriterSequence is { } sequence && WriterSequence is { } last && string.CompareOrdinal(sequence, last) <= 0
            ? throw new WriterSequenceException(feed, last, sequence)
            : null;
    }

    /// <summary>Takes note of a batch that has been judged.</summary>
    /// <param name="request">The batch.</param>
    /// <returns>What to hand to <see cref="TakeBack"/> should the batch not become durable.</returns>
    public AcceptedAppend Accept(AppendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        AcceptedAppend accepted = new(request, request.Producer is { } before ? Find(before.Id) : null, WriterSequence);
        if (request.Producer is { } producer)
        {
            _producers[producer.Id] = producer;
        }

        WriterSequence = request.WriterSequence ?? WriterSequence;
        if (request.Close)
        {
            IsClosed = true;
            ClosedBy = request.Producer;
        }

        return accepted;
    }

    /// <summary>Forgets the batch that was accepted last.</summary>
    /// <param name="accepted">What <see cref="Accept"/> returned.</param>
    public void TakeBack(AcceptedAppend accepted)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        WriterSequence = accepted.WriterSequenceBefore;
        if (accepted.Request.Producer is { } producer)
        {
            if (accepted.ProducerBefore is { } before)
            {
                _producers[producer.Id] = before;
            }
            else
            {
                _producers.Remove(producer.Id);
            }
        }

        if (accepted.Request.Close)
        {
            IsClosed = false;
            ClosedBy = null;
        }
    }

    private AppendReceipt JudgeClosed(string feed, UpdateOffset tail, AppendRequest request)
    {
        if (request.Producer is { } producer && producer == ClosedBy)
        {
            return new AppendReceipt(feed, tail, 0) { IsDuplicate = true, IsClosed = true, ProducerSequence = producer.Sequence };
        }

        // A close that adds nothing has happened already, whoever asks.
        return request is { Updates.Count: 0, Producer: null }
            ? new AppendReceipt(feed, tail, 0) { IsClosed = true }
            : throw new FeedClosedException(feed, tail);
    }

    /// <summary>The last sequence when the batch is a duplicate, null when it is the next one.</summary>
    private long? JudgeProducer(string feed, ProducerPosition producer)
    {
        var last = Find(producer.Id);
        if (last is not null && producer.Epoch < last.Epoch)
        {
            throw new ProducerFencedException(feed, producer, last.Epoch);
        }

        var isNewEpoch = last is null || producer.Epoch > last.Epoch;
        if (!isNewEpoch && producer.Sequence <= last!.Sequence)
        {
            return last.Sequence;
        }

        var expected = isNewEpoch ? 0 : last!.Sequence + 1;
        return producer.Sequence == expected ? null : throw new ProducerSequenceException(feed, producer, expected, isNewEpoch && last is not null);
    }
}
