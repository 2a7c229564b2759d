namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>All open streams of a server: one broadcast per feed that is followed, and one clock for all of them.</summary>
internal sealed class StreamHub : IAsyncDisposable
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);

    private readonly ServingContext _serving;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FeedBroadcast> _broadcasts = new(StringComparer.Ordinal);
    private readonly long _startTimestamp;
    private readonly ITimer _timer;

    public StreamHub(ServingContext serving)
    {
        _serving = serving;
        var options = serving.Options;
        Clock = new StreamClock(options.Heartbeat, options.SlowClientTimeout, options.MaxLagBytes);
        _startTimestamp = serving.Time.GetTimestamp();
        _timer = serving.Time.CreateTimer(static hub => ((StreamHub)hub!).Tick(), this, TickInterval, TickInterval);
    }

    /// <summary>The clock of the streams.</summary>
    public StreamClock Clock { get; }

    /// <summary>The broadcasts at this moment.</summary>
    private FeedBroadcast[] Broadcasts
    {
        get
        {
            lock (_lock)
            {
                return [.. _broadcasts.Values];
            }
        }
    }

    /// <summary>Finds the audience that a connection is to be in, and begins to read the feed if nobody did.</summary>
    /// <param name="log">The feed.</param>
    /// <param name="position">A cursor of the feed as it is now; a new broadcast begins there.</param>
    /// <param name="format">What the connection is to get.</param>
    public (FeedBroadcast Broadcast, Audience Audience) Attach(IUpdateLog log, UpdateOffset position, StreamFormat format)
    {
        FeedBroadcast? old;
        FeedBroadcast broadcast;
        Audience audience;
        lock (_lock)
        {
            if (_broadcasts.TryGetValue(log.Name, out old) && !old.IsOver && old.Epoch == position.Epoch)
            {
                return (old, old.Hold(format));
            }

            broadcast = new FeedBroadcast(log, position, _serving);
            _broadcasts[log.Name] = broadcast;
            audience = broadcast.Hold(format);
        }

        broadcast.Start();
        return (broadcast, audience);
    }

    /// <summary>Gives back what <see cref="Attach"/> gave; the last to do so stops the reader of the feed.</summary>
    public async ValueTask DetachAsync(FeedBroadcast broadcast, Audience audience)
    {
        lock (_lock)
        {
            if (!broadcast.Release(audience))
            {
                return;
            }

            if (_broadcasts.GetValueOrDefault(broadcast.Feed) == broadcast)
            {
                _broadcasts.Remove(broadcast.Feed);
            }
        }

        await broadcast.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the streams of a wave.</summary>
    public void EndWave(int wave)
    {
        foreach (var member in Members())
        {
            if (member.Wave == wave)
            {
                member.End(StreamEnd.Shutdown);
            }
        }
    }

    /// <summary>Breaks what is still open, because its client takes nothing.</summary>
    public void BreakAll()
    {
        foreach (var member in Members())
        {
            member.Break(StreamEnd.Shutdown);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        foreach (var broadcast in Broadcasts)
        {
            await broadcast.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Tick()
    {
        Clock.Now = _serving.Time.GetElapsedTime(_startTimestamp);
        foreach (var member in Members())
        {
            member.Tick();
        }
    }

    private IEnumerable<SseConnection> Members()
        => Broadcasts.SelectMany(static broadcast => broadcast.Audiences).SelectMany(static audience => audience.Members);
}
