namespace Patterns.Updates.Segments;

/// <summary>
/// Commits groups of appends, one group at a time: judges them in order, writes those that are accepted as one batch, makes it durable, and only
/// then shows it to readers.
/// </summary>
internal sealed class SegmentAppender(FeedConfiguration configuration, FeedLineage lineage, RecoveredSegments recovered, SegmentLogSettings settings)
{
    private readonly SegmentChain _chain = recovered.Chain;
    private readonly FeedWriters _writers = recovered.Writers;
    private readonly string _feed = recovered.Chain.Settings.Feed;
    private long _lastTicks = recovered.LastTicks;
    private long _lastSequence = recovered.LastSequence;
    private Exception? _failure;

    public bool IsClosed => _writers.IsClosed;

    /// <summary>Commits a group and sets what came of each append.</summary>
    /// <returns>The updates that became durable, to be shown to readers.</returns>
    public IReadOnlyList<Update> Commit(IReadOnlyList<PendingAppend> group, out long appendedTicks)
    {
        appendedTicks = Math.Max(settings.Clock.NowTicks, _lastTicks);
        try
        {
            ThrowIfFailed();
            RollIfFull(appendedTicks);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or UpdateLogFailedException)
        {
            Refuse(group, exception as UpdateLogFailedException ?? (Exception)new UpdateStorageFullException(_feed, exception));
            return [];
        }

        var updates = Judge(group);
        return group.Any(static append => append.Accepted is not null) ? Write(group, updates, appendedTicks) : [];
    }

    private void RollIfFull(long ticks)
    {
        var isOld = configuration.RetainFor is { } time && ticks - _chain.BegunTicks > time.Ticks / 4 && _chain.FirstSequence <= _lastSequence;
        if (!_chain.NeedsRoll && !isOld)
        {
            return;
        }

        _chain.Roll(new SegmentHeader(settings.Clock.NextSalt(), lineage.Epoch, _lastSequence + 1, ticks, _chain.Settings.IsFlushed), _writers);
    }

    private List<NewUpdate> Judge(IReadOnlyList<PendingAppend> group)
    {
        List<NewUpdate> updates = new(group.Count);
        foreach (var append in group)
        {
            try
            {
                var sequence = _lastSequence + updates.Count;
                append.Receipt = _writers.Judge(_feed, lineage.OffsetOf(sequence), append.Request);
                if (append.Receipt is null)
                {
                    append.Accepted = _writers.Accept(append.Request);
                    updates.AddRange(append.Request.Updates);
                    append.Receipt = new AppendReceipt(_feed, lineage.OffsetOf(_lastSequence + updates.Count), append.Request.Updates.Count)
                    {
                        IsClosed = _writers.IsClosed,
                        ProducerSequence = append.Request.Producer?.Sequence,
                    };
                }
            }
            catch (Exception exception) when (exception is Core.PatternsException or ArgumentException)
            {
                append.Refusal = exception;
            }
        }

        return updates;
    }

    private Update[] Write(IReadOnlyList<PendingAppend> group, List<NewUpdate> updates, long ticks)
    {
        try
        {
            var isAboutWriters = group.Any(static append => append.Accepted is { Request: { Producer: not null } or { WriterSequence: not null } or { Close: true } });
            var batch = BatchEncoder.Encode(
                new BatchContent(updates, _lastSequence + 1, ticks, configuration.ContentType!, _writers, isAboutWriters ? Changed(group) : null), _chain.Salt);
            var started = settings.Clock.TimeProvider.GetTimestamp();
            Persist(batch);
            settings.Metrics.Committed(group.Count, updates.Count, batch.Length, settings.Clock.TimeProvider.GetElapsedTime(started));
            _chain.Advance(batch.Length, _lastSequence + 1, ticks);
            var shown = Show(batch, updates, ticks);
            _lastSequence += updates.Count;
            _lastTicks = ticks;
            return shown;
        }
        catch (Exception exception)
        {
            settings.Metrics.Failed();
            foreach (var append in group.Reverse().Where(static append => append.Accepted is not null))
            {
                _writers.TakeBack(append.Accepted!);
            }

            Refuse(group, exception);
            return [];
        }
    }

    private void Persist(byte[] batch)
    {
        try
        {
            _chain.Write(batch);
        }
        catch (Exception written) when (written is IOException or UnauthorizedAccessException)
        {
            Undo();
            throw new UpdateStorageFullException(_feed, written);
        }

        if (_chain.Settings.IsFlushed)
        {
            return;
        }

        try
        {
            _chain.Flush();
        }
        catch (Exception exception)
        {
            // After a failed flush the system may have dropped the pages and called them clean: flushing again would succeed and mean nothing.
            throw Fail(exception);
        }
    }

    private void Undo()
    {
        try
        {
            _chain.UndoWrite();
        }
        catch (Exception exception)
        {
            throw Fail(exception);
        }
    }

    private UpdateLogFailedException Fail(Exception exception)
    {
        _failure = exception;
        return new UpdateLogFailedException(_feed, exception);
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new UpdateLogFailedException(_feed, failure);
        }
    }

    // Payloads are slices of the batch that was written: one array for all readers, for as long as somebody needs it.
    private Update[] Show(byte[] batch, List<NewUpdate> updates, long ticks)
    {
        var contentType = configuration.ContentType!;
        var shown = new Update[updates.Count];
        BatchHeader.TryRead(batch, _chain.Salt, out var header);
        var position = BatchHeader.Length + header.WritersLength;
        for (var index = 0; index < shown.Length; index++)
        {
            var update = updates[index];
            position += RecordFormat.Measure(update, contentType);
            var payload = batch.AsMemory(position - update.Payload.Length, update.Payload.Length);
            var time = update.Time?.ToUniversalTime() ?? new DateTimeOffset(ticks, TimeSpan.Zero);
            shown[index] = new Update(_feed, new UpdateOffset(lineage.Epoch, _lastSequence + 1 + index), time, update, update.ContentType ?? contentType, payload);
        }

        return shown;
    }

    private static HashSet<ProducerPosition> ChangedIn(IReadOnlyList<PendingAppend> group, FeedWriters writers)
        => [.. group.Where(static append => append.Accepted?.Request.Producer is not null).Select(append => writers.Find(append.Request.Producer!.Id)!)];

    private HashSet<ProducerPosition> Changed(IReadOnlyList<PendingAppend> group) => ChangedIn(group, _writers);

    private static void Refuse(IReadOnlyList<PendingAppend> group, Exception exception)
    {
        foreach (var append in group)
        {
            append.Refusal ??= exception;
        }
    }
}
