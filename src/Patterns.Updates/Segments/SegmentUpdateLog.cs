using Patterns.Updates.Appending;
using Patterns.Updates.Feeds;
using Patterns.Updates.Memory;

namespace Patterns.Updates.Segments;

/// <summary>A feed on disk. The last updates are in memory, too, where nearly all reads find what they need.</summary>
internal sealed class SegmentUpdateLog : IUpdateLog, IDisposable
{
    private readonly Lock _lock = new();
    private readonly SegmentLogSettings _settings;
    private readonly SegmentChain _chain;
    private readonly SegmentReader _reader;
    private readonly SegmentAppender _appender;
    private readonly AppendQueue _queue;
    private readonly FeedLifetime _lifetime;
    private readonly FeedSignal _signal;
    private readonly UpdateWindow _window;
    private long _firstSequence;
    private bool _isClosed;
    private bool _ended;

    public SegmentUpdateLog(FeedDescription feed, RecoveredSegments recovered, FeedLifetime lifetime, SegmentLogSettings settings)
    {
        Feed = feed;
        _settings = settings;
        _lifetime = lifetime;
        _chain = recovered.Chain;
        _reader = new SegmentReader(_chain, feed.Lineage);
        _appender = new SegmentAppender(feed.Configuration, feed.Lineage, recovered, settings);
        _queue = new AppendQueue(Commit);
        _signal = new FeedSignal(settings.Clock.TimeProvider);
        _window = new UpdateWindow(recovered.LastSequence);
        _firstSequence = _chain.FirstSequence;
        _isClosed = _appender.IsClosed;
    }

    public string Name => Feed.Name;

    public FeedConfiguration Configuration => Feed.Configuration;

    public FeedDescription Feed { get; }

    private FeedLineage Lineage => Feed.Lineage;

    private UpdateOffset Tail => Lineage.OffsetOf(_window.LastSequence);

    private UpdateOffset Earliest => Lineage.OffsetOf(_firstSequence - 1);

    public ValueTask<FeedState> GetStateAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ThrowIfGone();
            return new ValueTask<FeedState>(new FeedState(Earliest, Tail, _isClosed, _lifetime.ExpiresAt));
        }
    }

    public ValueTask<AppendReceipt> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfGone();
        AppendLimit.ThrowIfTooLarge(Name, request, _settings.MaxBatchBytes);
        _lifetime.Touch();
        PendingAppend append = new(request);
        _queue.Add(append);
        return new ValueTask<AppendReceipt>(append.Task.IsCompleted || !cancellationToken.CanBeCanceled ? append.Task : append.Task.WaitAsync(cancellationToken));
    }

    public async ValueTask<UpdatePage> ReadAsync(UpdateOffset after, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options ??= ReadOptions.Default;
        _lifetime.Touch();
        while (true)
        {
            UpdateOffset from;
            long tail;
            lock (_lock)
            {
                ThrowIfGone();
                from = Resolve(after);
                tail = _window.LastSequence;
                if (from.Sequence >= _window.FirstSequence - 1)
                {
                    var (updates, last) = _window.Read(from.Sequence, options);
                    return Page(from, updates, last);
                }
            }

            if (await _reader.ReadAsync(from.Sequence, tail, options, cancellationToken).ConfigureAwait(false) is { } read)
            {
                lock (_lock)
                {
                    return Page(from, read.Updates, read.LastSequence);
                }
            }
        }
    }

    public async ValueTask<bool> WaitAsync(UpdateOffset after, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var timeProvider = _settings.Clock.TimeProvider;
        var started = timeProvider.GetTimestamp();
        _lifetime.BeginWait();
        try
        {
            while (true)
            {
                Task next;
                lock (_lock)
                {
                    ThrowIfGone();
                    after = after.IsNow ? Tail : after;
                    if (_isClosed || after < Tail || !Lineage.Has(after))
                    {
                        return true;
                    }

                    next = _signal.Next;
                }

                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - timeProvider.GetElapsedTime(started);
                if ((left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero) || !await _signal.WaitAsync(next, left, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }
        finally
        {
            _lifetime.EndWait();
        }
    }

    public async ValueTask<UpdateOffset> SeekAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        long tail;
        lock (_lock)
        {
            ThrowIfGone();
            tail = _window.LastSequence;
        }

        return Lineage.OffsetOf(await _reader.SeekAsync(time.UtcTicks, tail, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask TrimAsync(UpdateOffset upTo, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long last;
        lock (_lock)
        {
            ThrowIfGone();
            last = upTo.IsStart || (Lineage.Has(upTo) && upTo.Sequence < _firstSequence) ? 0 : Resolve(upTo).Sequence;
        }

        Forget((_, next, _) => next.Header.FirstSequence <= last + 1);
        return ValueTask.CompletedTask;
    }

    /// <summary>Forgets whole segments that are too old or too much.</summary>
    public void Retain()
    {
        var oldest = Configuration.RetainFor is { } time ? _settings.Clock.NowTicks - time.Ticks : long.MinValue;
        var most = Configuration.RetainBytes ?? long.MaxValue;

        // No update of a segment is younger than the beginning of the next.
        Forget((segment, next, bytes) => next.Header.BegunTicks < oldest || bytes - segment.Position >= most);
    }

    /// <summary>Ends the feed for everybody who has it.</summary>
    public async Task EndAsync()
    {
        lock (_lock)
        {
            _ended = true;
        }

        _signal.Pulse();
        await _queue.WhenIdleAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_chain.Settings.IsFlushed)
        {
            _chain.Flush();
        }

        _chain.Dispose();
    }

    private void Commit(IReadOnlyList<PendingAppend> group)
    {
        var updates = _appender.Commit(group, out var ticks);
        lock (_lock)
        {
            foreach (var update in updates)
            {
                _window.Add(update, ticks);
            }

            _window.KeepBytes(_settings.TailBytes);
            if (updates.Count == 0 && _isClosed == _appender.IsClosed)
            {
                return;
            }

            _isClosed = _appender.IsClosed;
        }

        _signal.Pulse();
    }

    private void Forget(Func<Segment, Segment, long, bool> isForgotten)
    {
        if (_chain.Forget(isForgotten) > 0)
        {
            lock (_lock)
            {
                _firstSequence = _chain.FirstSequence;
            }
        }
    }

    private UpdatePage Page(UpdateOffset from, IReadOnlyList<Update> updates, long last)
    {
        var isUpToDate = last == _window.LastSequence;
        return new UpdatePage(from, updates, Lineage.OffsetOf(last)) { IsUpToDate = isUpToDate, IsClosed = isUpToDate && _isClosed };
    }

    private void ThrowIfGone()
    {
        if (_ended || _lifetime.IsExpired)
        {
            throw new FeedNotFoundException(Name);
        }
    }

    private UpdateOffset Resolve(UpdateOffset after) => Lineage.Resolve(Name, after, _firstSequence, _window.LastSequence);
}
