using Microsoft.Extensions.Logging;
using Patterns.Updates.AspNetCore.Caching;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>
/// Carries one feed to all streams that follow it: one reader waits for updates, whatever the number of connections, and tells each audience.
/// Exists while there are audiences.
/// </summary>
internal sealed class FeedBroadcast : IAsyncDisposable
{
    private static readonly ReadOptions Batch = new() { MaxCount = 1000, MaxBytes = 256 * 1024 };

    private const int MembersPerTurn = 64;

    private readonly IUpdateLog _log;
    private readonly TimeProvider _time;
    private readonly ServingMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<StreamFormat, Audience> _audiences = [];
    private readonly CancellationTokenSource _stop = new();
    private UpdateOffset _position;
    private Task _reading = Task.CompletedTask;
    private volatile bool _isOver;

    public FeedBroadcast(IUpdateLog log, UpdateOffset position, ServingContext serving)
    {
        _log = log;
        _position = position;
        _time = serving.Time;
        _metrics = serving.Metrics;
        _logger = serving.Logger;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed => _log.Name;

    /// <summary>The incarnation of the feed.</summary>
    public long Epoch => _position.Epoch;

    /// <summary>True when nothing comes any more: the feed was closed, deleted, or cannot be read.</summary>
    public bool IsOver => _isOver;

    /// <summary>The audiences at this moment.</summary>
    public Audience[] Audiences
    {
        get
        {
            lock (_lock)
            {
                return [.. _audiences.Values];
            }
        }
    }

    /// <summary>Begins to read.</summary>
    public void Start() => _reading = Task.Run(ReadAsync);

    /// <summary>The audience of a format, which stays until it is released as often as it is held.</summary>
    public Audience Hold(StreamFormat format)
    {
        lock (_lock)
        {
            if (!_audiences.TryGetValue(format, out var audience))
            {
                audience = new Audience(format, _position);
                _audiences.Add(format, audience);
            }

            audience.Holders++;
            return audience;
        }
    }

    /// <summary>Gives an audience back.</summary>
    /// <returns>True when nobody is left.</returns>
    public bool Release(Audience audience)
    {
        lock (_lock)
        {
            if (--audience.Holders == 0)
            {
                _audiences.Remove(audience.Format);
            }

            return _audiences.Count == 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var end = StreamEnd.Failed;
        try
        {
            var isClosed = false;
            while (!isClosed)
            {
                var page = await _log.ReadAsync(_position, Batch, _stop.Token).ConfigureAwait(false);
                isClosed = page.IsClosed;
                if (page.Updates.Count > 0 || isClosed)
                {
                    Publish(page);
                    await DeliverAsync().ConfigureAwait(false);
                }

                if (page.IsUpToDate && !isClosed)
                {
                    await _log.WaitAsync(page.Next, Timeout.InfiniteTimeSpan, _stop.Token).ConfigureAwait(false);
                }
            }

            end = StreamEnd.Closed;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = StreamEnd.Lifetime;
        }
        catch (FeedNotFoundException)
        {
            // Deleted or expired: the streams end, and who comes back is told.
        }
        catch (Exception fault)
        {
            Log.BroadcastFailed(_logger, _log.Name, fault);
        }

        _isOver = true;
        if (end == StreamEnd.Failed)
        {
            foreach (var member in Audiences.SelectMany(static audience => audience.Members))
            {
                member.End(end);
            }
        }
    }

    private void Publish(UpdatePage page)
    {
        var position = new StreamPosition(page.Next, StreamCursor.At(_time.GetUtcNow()), page.IsUpToDate, page.IsClosed);
        lock (_lock)
        {
            foreach (var audience in _audiences.Values)
            {
                _metrics.Encoded(audience.Publish(page.Updates, position));
            }

            _position = page.Next;
        }
    }

    /// <summary>
    /// Has every connection write what is new. What is written lies in the server's buffers until its transport has sent it, so after some connections
    /// the transport, whose work is queued by then, goes first: a burst to a thousand streams needs the buffers of a few.
    /// </summary>
    private async ValueTask DeliverAsync()
    {
        var count = 0;
        foreach (var audience in Audiences)
        {
            foreach (var member in audience.Members)
            {
                if (++count % MembersPerTurn == 0)
                {
                    await new Turn();
                }

                member.Deliver();
            }
        }
    }
}
