using Patterns.Updates.Appending;
using Patterns.Updates.Feeds;

namespace Patterns.Updates.Memory;

/// <summary>A feed in memory. Updates never move and are never copied: pages, forks and the log share them.</summary>
internal sealed class MemoryUpdateLog : IUpdateLog
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly FeedLifetime _lifetime;
    private readonly FeedSignal _signal;
    private readonly FeedWriters _writers = new();
    private readonly UpdateWindow _window;
    private long _lastTicks;
    private bool _ended;

    public MemoryUpdateLog(string name, FeedConfiguration configuration, FeedLineage lineage, IReadOnlyList<Update> inherited, TimeProvider timeProvider)
    {
        Name = name;
        Configuration = configuration;
        Lineage = lineage;
        _timeProvider = timeProvider;
        _lifetime = new FeedLifetime(configuration, timeProvider);
        _signal = new FeedSignal(timeProvider);
        _window = new UpdateWindow(lineage.Inherited - inherited.Count);
        foreach (var update in inherited)
        {
            _window.Add(update, Now);
        }
    }

    public string Name { get; }

    public FeedConfiguration Configuration { get; }

    public FeedLineage Lineage { get; }

    public bool IsExpired => _lifetime.IsExpired;

    private long Now => _timeProvider.GetUtcNow().UtcTicks;

    private UpdateOffset Tail => Lineage.OffsetOf(_window.LastSequence);

    private UpdateOffset Earliest => Lineage.OffsetOf(_window.FirstSequence - 1);

    public ValueTask<FeedState> GetStateAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ThrowIfGone();
            Retain();
            return new ValueTask<FeedState>(new FeedState(Earliest, Tail, _writers.IsClosed, _lifetime.ExpiresAt));
        }
    }

    public ValueTask<AppendReceipt> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<AppendReceipt>(Append(request));
    }

    public AppendReceipt Append(AppendRequest request)
    {
        AppendReceipt receipt;
        lock (_lock)
        {
            ThrowIfGone();
            _lifetime.Touch();
            if (_writers.Judge(Name, Tail, request) is { } nothingNew)
            {
                return nothingNew;
            }

            AppendLimit.ThrowIfTooLarge(Name, request, AppendLimit.Default);
            _writers.Accept(request);
            var now = new DateTimeOffset(Math.Max(_timeProvider.GetUtcNow().UtcTicks, _lastTicks), TimeSpan.Zero);
            _lastTicks = now.UtcTicks;
            foreach (var update in Payloads.Copy(request.Updates))
            {
                var offset = new UpdateOffset(Lineage.Epoch, _window.LastSequence + 1);
                _window.Add(new Update(Name, offset, (update.Time ?? now).ToUniversalTime(), update, update.ContentType ?? Configuration.ContentType!), now.UtcTicks);
            }

            Retain();
            receipt = new AppendReceipt(Name, Tail, request.Updates.Count) { IsClosed = _writers.IsClosed, ProducerSequence = request.Producer?.Sequence };
        }

        _signal.Pulse();
        return receipt;
    }

    public ValueTask<UpdatePage> ReadAsync(UpdateOffset after, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ThrowIfGone();
            _lifetime.Touch();
            Retain();
            var from = Resolve(after);
            var (updates, last) = _window.Read(from.Sequence, options ?? ReadOptions.Default);
            var isUpToDate = last == _window.LastSequence;
            return new ValueTask<UpdatePage>(new UpdatePage(from, updates, Lineage.OffsetOf(last)) { IsUpToDate = isUpToDate, IsClosed = isUpToDate && _writers.IsClosed });
        }
    }

    public async ValueTask<bool> WaitAsync(UpdateOffset after, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var started = _timeProvider.GetTimestamp();
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
                    if (_writers.IsClosed || after < Tail || !Lineage.Has(after))
                    {
                        return true;
                    }

                    next = _signal.Next;
                }

                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - _timeProvider.GetElapsedTime(started);
                if (left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
                {
                    return false;
                }

                if (!await _signal.WaitAsync(next, left, cancellationToken).ConfigureAwait(false))
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

    public ValueTask TrimAsync(UpdateOffset upTo, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ThrowIfGone();
            _window.ForgetThrough(upTo.IsStart ? 0 : upTo.Sequence < _window.FirstSequence && Lineage.Has(upTo) ? 0 : Resolve(upTo).Sequence);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<UpdateOffset> SeekAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ThrowIfGone();
            Retain();
            return new ValueTask<UpdateOffset>(Lineage.OffsetOf(_window.Seek(time.UtcTicks)));
        }
    }

    /// <summary>What a fork gets of this feed.</summary>
    public Inheritance Inherit(ForkPoint fork)
    {
        lock (_lock)
        {
            Retain();
            UpdateOffset from;
            try
            {
                from = Resolve(fork.Offset ?? UpdateOffset.Now);
            }
            catch (OffsetGoneException gone)
            {
                throw new ForkRejectedException(fork, ForkRejection.Offset, $"it has {gone.Earliest} to {gone.Tail}");
            }

            return Inheritance.Take(fork, Configuration.IsJson, from.Sequence, _window);
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _ended = true;
        }

        _signal.Pulse();
    }

    private void Retain() => _window.Retain(Configuration, Now);

    private void ThrowIfGone()
    {
        if (_ended || IsExpired)
        {
            throw new FeedNotFoundException(Name);
        }
    }

    private UpdateOffset Resolve(UpdateOffset after) => Lineage.Resolve(Name, after, _window.FirstSequence, _window.LastSequence);
}
