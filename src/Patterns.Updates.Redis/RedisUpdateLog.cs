using System.Globalization;
using Patterns.Updates.Redis.Storage;

namespace Patterns.Updates.Redis;

/// <summary>A feed in Redis.</summary>
internal sealed class RedisUpdateLog(RedisUpdateStore store, FeedDescription feed) : IUpdateLog
{
    private const int ScanCount = 1000;
    private const int MostScanned = 100_000;

    private readonly FeedStreams _streams = store.Streams;

    // Appends of this process take turns, so that only those of other processes make one be judged again.
    private readonly SemaphoreSlim _appending = store.AppendTurn(feed.Lineage.Epoch);

    public string Name => feed.Name;

    public FeedConfiguration Configuration => feed.Configuration;

    private FeedLineage Lineage => feed.Lineage;

    private string Id => feed.Lineage.Epoch.ToString(CultureInfo.InvariantCulture);

    public async ValueTask<FeedState> GetStateAsync(CancellationToken cancellationToken = default)
    {
        var (now, first) = await FindAsync(cancellationToken).ConfigureAwait(false);
        return new FeedState(Lineage.OffsetOf(first - 1), now.Tail, now.Writers.IsClosed, now.ExpiresAt);
    }

    public async ValueTask<AppendReceipt> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        store.ThrowIfTooLarge(Name, request);
        await _appending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var now = Require(await _streams.FindAsync(Name, cancellationToken).ConfigureAwait(false));
                if (request.Producer is { } producer && await _streams.FindProducerAsync(Lineage.Epoch, producer.Id, cancellationToken).ConfigureAwait(false) is { } before)
                {
                    now.Writers.Restore(before);
                }

                if (now.Writers.Judge(Name, now.Tail, request) is { } nothingNew)
                {
                    return nothingNew;
                }

                now.Writers.Accept(request);
                var last = now.LastSequence + request.Updates.Count;
                if (await _streams.AppendAsync(now, last, Math.Max(store.NowTicks, now.LastTicks), request, cancellationToken).ConfigureAwait(false))
                {
                    store.Pulse(Id);
                    return new AppendReceipt(Name, Lineage.OffsetOf(last), request.Updates.Count) { IsClosed = now.Writers.IsClosed, ProducerSequence = request.Producer?.Sequence };
                }
            }
        }
        finally
        {
            _appending.Release();
        }
    }

    public async ValueTask<UpdatePage> ReadAsync(UpdateOffset after, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ReadOptions.Default;
        var (now, first) = await FindAsync(cancellationToken).ConfigureAwait(false);
        await TouchAsync(cancellationToken).ConfigureAwait(false);
        var from = Lineage.Resolve(Name, after, first, now.LastSequence);
        List<Update> updates = [];
        long bytes = 0;
        var (last, isFull) = (from.Sequence, false);
        while (last < now.LastSequence && !isFull && last - from.Sequence < MostScanned)
        {
            var entries = await _streams.ReadAsync(Lineage.Epoch, last, options.Types is null ? Math.Min(options.MaxCount, ScanCount) : ScanCount, cancellationToken).ConfigureAwait(false);
            var begun = last;
            foreach (var entry in entries)
            {
                // An entry that is missing was trimmed or deleted by somebody: a gap is never passed over.
                if (entry.Sequence != last + 1 || entry.Sequence > now.LastSequence)
                {
                    break;
                }

                if (options.Includes(entry.Update.Type))
                {
                    bytes += entry.Update.Payload.Length;
                    if (updates.Count == options.MaxCount || (bytes > options.MaxBytes && updates.Count > 0))
                    {
                        isFull = true;
                        break;
                    }

                    updates.Add(new Update(
                        Lineage.FeedOf(entry.Sequence) ?? Name, Lineage.OffsetOf(entry.Sequence), entry.Update.Time!.Value, entry.Update, entry.Update.ContentType ?? Configuration.ContentType!));
                }

                last = entry.Sequence;
            }

            if (last == begun && !isFull)
            {
                var resumes = entries.Count > 0 ? entries[0].Sequence : now.LastSequence + 1;
                return last > from.Sequence
                    ? new UpdatePage(from, updates, Lineage.OffsetOf(last))
                    : throw new OffsetGoneException(Name, from, OffsetGoneReason.Forgotten, Lineage.OffsetOf(resumes - 1), now.Tail);
            }
        }

        var isUpToDate = last == now.LastSequence;
        return new UpdatePage(from, updates, Lineage.OffsetOf(last)) { IsUpToDate = isUpToDate, IsClosed = isUpToDate && now.Writers.IsClosed };
    }

    public async ValueTask<UpdateOffset> SeekAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        var (now, first) = await FindAsync(cancellationToken).ConfigureAwait(false);
        return Lineage.OffsetOf(await SeekAsync(entry => entry.AppendedTicks < time.UtcTicks, first, now.LastSequence, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<bool> WaitAsync(UpdateOffset after, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var started = store.TimeProvider.GetTimestamp();
        using var watch = store.Watch(Id);
        while (true)
        {
            var next = watch.Signal.Next;
            var now = Require(await _streams.FindAsync(Name, cancellationToken).ConfigureAwait(false));
            await TouchAsync(cancellationToken).ConfigureAwait(false);
            after = after.IsNow ? now.Tail : after;
            if (now.Writers.IsClosed || after < now.Tail || !Lineage.Has(after))
            {
                return true;
            }

            var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - store.TimeProvider.GetElapsedTime(started);
            if ((left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero) || !await watch.Signal.WaitAsync(next, left, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    public async ValueTask TrimAsync(UpdateOffset upTo, CancellationToken cancellationToken = default)
    {
        var (now, first) = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (!upTo.IsStart && !(Lineage.Has(upTo) && upTo.Sequence < first))
        {
            await _streams.TrimAsync(Lineage.Epoch, Lineage.Resolve(Name, upTo, first, now.LastSequence).Sequence, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets updates that are too old or too much.</summary>
    public async Task RetainAsync(CancellationToken cancellationToken)
    {
        var (now, first) = await FindAsync(cancellationToken).ConfigureAwait(false);
        var forgotten = first - 1;
        if (Configuration.RetainFor is { } time)
        {
            var oldest = store.NowTicks - time.Ticks;
            forgotten = await SeekAsync(entry => entry.AppendedTicks < oldest, first, now.LastSequence, cancellationToken).ConfigureAwait(false);
        }

        if (Configuration.RetainBytes is { } most)
        {
            // The last update stays, however large it is.
            var tooMuch = now.TotalBytes - most;
            forgotten = Math.Max(forgotten, await SeekAsync(entry => entry.TotalBytes - entry.Update.Payload.Length < tooMuch, first, now.LastSequence - 1, cancellationToken).ConfigureAwait(false));
        }

        if (forgotten >= first)
        {
            await _streams.TrimAsync(Lineage.Epoch, forgotten, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The last sequence of which something is so that is so of all before it and of none behind it.</summary>
    private async Task<long> SeekAsync(Predicate<StreamEntry> isBefore, long first, long last, CancellationToken cancellationToken)
    {
        var (low, high) = (first, last + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var entries = await _streams.ReadAsync(Lineage.Epoch, middle - 1, 1, cancellationToken).ConfigureAwait(false);
            (low, high) = entries.Count > 0 && isBefore(entries[0]) ? (entries[0].Sequence + 1, Math.Max(high, entries[0].Sequence + 1)) : (low, middle);
        }

        return Math.Min(low, last + 1) - 1;
    }

    private async Task<(FeedHash Feed, long FirstSequence)> FindAsync(CancellationToken cancellationToken)
    {
        var (now, first) = await _streams.FindWithFirstAsync(Name, Lineage.Epoch, cancellationToken).ConfigureAwait(false);
        return (Require(now), first);
    }

    private FeedHash Require(FeedHash? now)
        => now is { IsDeleted: false } && now.Feed.Lineage.Epoch == Lineage.Epoch && !store.IsExpired(now) ? now : throw new FeedNotFoundException(Name);

    private Task TouchAsync(CancellationToken cancellationToken)
        => Configuration.TimeToLive is null ? Task.CompletedTask : _streams.TouchAsync(Name, store.NowTicks, cancellationToken);
}
