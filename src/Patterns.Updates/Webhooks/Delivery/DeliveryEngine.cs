using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// Does what <see cref="DeliveryPlanner"/> decides: reads feeds, sends, saves. One loop starts everything; what it started reports back and wakes it.
/// Thread safe.
/// </summary>
internal sealed class DeliveryEngine : IAsyncDisposable
{
    private static readonly TimeSpan MaxSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Endpoint> _endpoints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeedWatch> _watches = new(StringComparer.Ordinal);
    private readonly DeliveryPlanner _planner;
    private readonly DeliveryAttempt _attempt;
    private readonly UpdateReading _reading;
    private readonly EndpointSaver _saver;
    private readonly WebhookEvents _events;
    private readonly WebhookMetrics _metrics;
    private readonly IUpdateStore _feeds;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SteadyClock _clock;
    private readonly AsyncSignal _signal = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly RunningTasks _running = new();
    private readonly Task _loop;
    private int _isDisposed;

    public DeliveryEngine(
        IUpdateStore feeds, SubscriptionStore store, DeliveryAttempt attempt, WebhookSenderOptions options, TimeProvider time, ILogger logger, IMeterFactory? meters)
    {
        _feeds = feeds;
        _time = time;
        _clock = new SteadyClock(time);
        _logger = logger;
        _attempt = attempt;
        _planner = new DeliveryPlanner(options.MaxConcurrency);
        _reading = new UpdateReading(feeds);
        _saver = new EndpointSaver(store, options.SaveInterval, time, _clock, logger, _lock);
        _events = new WebhookEvents(feeds, options.EventFeed, logger);
        _metrics = new WebhookMetrics(meters, () => _planner.InFlight);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Begins to deliver to an endpoint.</summary>
    /// <param name="record">The subscription.</param>
    /// <param name="queue">Its queue.</param>
    /// <param name="savedAt">When the state of the queue was saved; the earliest time for a new one.</param>
    public void Add(SubscriptionRecord record, EndpointQueue queue, DateTimeOffset savedAt)
    {
        lock (_lock)
        {
            var endpoint = new Endpoint(record, queue);
            _endpoints.Add(record.Subscription.Id, endpoint);
            queue.Adjust(savedAt, _clock.Now);
            _planner.Add(queue, _clock.Now);
            Watch(record.Subscription.Feed);
        }

        _signal.Set();
    }

    /// <summary>Stops delivering to an endpoint; attempts under way end by themselves and count for nothing.</summary>
    public async Task RemoveAsync(string id)
    {
        FeedWatch? watch = null;
        Endpoint? endpoint;
        lock (_lock)
        {
            if (_endpoints.Remove(id, out endpoint))
            {
                _planner.Remove(endpoint.Queue);
                var feed = endpoint.Record.Subscription.Feed;
                if (!_endpoints.Values.Any(other => other.Record.Subscription.Feed == feed))
                {
                    _watches.Remove(feed, out watch);
                }
            }
        }

        if (watch is not null)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        if (endpoint is not null)
        {
            await _saver.ForgetAsync(endpoint).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at an endpoint; null when it is not delivered to.</summary>
    public T? Read<T>(string id, Func<EndpointQueue, T> read)
        where T : class
    {
        lock (_lock)
        {
            return _endpoints.TryGetValue(id, out var endpoint) ? read(endpoint.Queue) : null;
        }
    }

    /// <summary>Takes over a subscription that was changed.</summary>
    public void Replace(SubscriptionRecord record)
    {
        lock (_lock)
        {
            if (_endpoints.TryGetValue(record.Subscription.Id, out var endpoint))
            {
                endpoint.Record = record;
            }
        }
    }

    /// <summary>Changes an endpoint and saves it: when the task completes the change outlives the process.</summary>
    public async Task ChangeAsync(string id, Action<EndpointQueue, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        Endpoint? endpoint;
        lock (_lock)
        {
            if (!_endpoints.TryGetValue(id, out endpoint))
            {
                return;
            }

            var now = _clock.Now;
            change(endpoint.Queue, now);
            _planner.Changed(endpoint.Queue, now);
            Watch(endpoint.Record.Subscription.Feed);
        }

        await _saver.SaveAsync(endpoint, cancellationToken).ConfigureAwait(false);
        _signal.Set();
    }

    /// <summary>Stops everything, gives up what is under way, and saves.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        _signal.Set();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        FeedWatch[] watches;
        lock (_lock)
        {
            watches = [.. _watches.Values];
            _watches.Clear();
        }

        foreach (var watch in watches)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        await _running.WhenAllAsync().ConfigureAwait(false);
        await _saver.DisposeAsync().ConfigureAwait(false);
        _metrics.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var sleep = StartWhatIsDue();
            await _signal.WaitAsync(sleep, _time, _stop.Token).ConfigureAwait(false);
        }
    }

    private TimeSpan? StartWhatIsDue()
    {
        lock (_lock)
        {
            var now = _clock.Now;
            while (_planner.TryStart(now, out var queue) is { } pending)
            {
                var endpoint = EndpointOf(queue);
                _running.Start(() => AttemptAsync(endpoint, pending));
            }

            while (_planner.TakeHungry() is { } queue)
            {
                var endpoint = EndpointOf(queue);
                queue.IsReading = true;
                _running.Start(() => FillAsync(endpoint));
            }

            // Timers count whole milliseconds: one that is cut short would go off again and again until the rest has passed.
            return _planner.NextDue - now is not { } sleep ? null
                : sleep > MaxSleep ? MaxSleep
                : TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(sleep.TotalMilliseconds)));
        }
    }

    private async Task AttemptAsync(Endpoint endpoint, PendingUpdate pending)
    {
        var started = _time.GetTimestamp();
        var outcome = await SendAsync(endpoint, pending).ConfigureAwait(false);
        var attempt = pending.Attempts + 1;
        AttemptResult result;
        lock (_lock)
        {
            var now = _clock.Now;
            result = _planner.Complete(endpoint.Queue, pending, outcome, now);
            _saver.Touch(endpoint);
        }

        _signal.Set();
        _metrics.Attempted(result, _time.GetElapsedTime(started));
        await TellAsync(endpoint, pending, outcome, result, attempt).ConfigureAwait(false);
    }

    private async Task<AttemptOutcome> SendAsync(Endpoint endpoint, PendingUpdate pending)
    {
        try
        {
            var record = endpoint.Record;
            var update = pending.Loaded
                ?? await _reading.FindAsync(record.Subscription.Feed, pending, endpoint.Types, _stop.Token).ConfigureAwait(false);
            return update is null
                ? new AttemptOutcome(AttemptKind.Expired, "the feed no longer has it")
                : await _attempt.SendAsync(record, update, pending.After, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return new AttemptOutcome(AttemptKind.Abandoned);
        }
        catch (Exception failure)
        {
            // Whatever it is, one endpoint's message must not end the sender: it is tried again like any other.
            Log.WebhookAttemptBroke(_logger, endpoint.Record.Subscription.Id, failure);
            return new AttemptOutcome(AttemptKind.Failed, $"could not be sent: {failure.GetType().Name}");
        }
    }

    private async Task TellAsync(Endpoint endpoint, PendingUpdate pending, AttemptOutcome outcome, AttemptResult result, int attempt)
    {
        var id = endpoint.Record.Subscription.Id;
        switch (result)
        {
            case AttemptResult.Delivered:
                Log.WebhookDelivered(_logger, id, pending.Offset, attempt);
                break;
            case AttemptResult.WillRetry:
                Log.WebhookFailed(_logger, id, pending.Offset, attempt, outcome.Reason);
                break;
            case AttemptResult.DeadLettered:
                Log.WebhookDeadLetter(_logger, id, pending.Offset, attempt, outcome.Reason);
                await _events.DeadLetterAsync(endpoint.Record.Subscription, pending.Offset, attempt, outcome.Reason).ConfigureAwait(false);
                break;
            case AttemptResult.Disabled:
                await DisabledAsync(endpoint).ConfigureAwait(false);
                break;
        }
    }

    private async Task DisabledAsync(Endpoint endpoint)
    {
        if (endpoint.Queue.Disabled is { } reason)
        {
            Log.WebhookDisabled(_logger, endpoint.Record.Subscription.Id, reason);
            _metrics.Disabled(reason);
            await _events.DisabledAsync(endpoint.Record.Subscription, reason).ConfigureAwait(false);
        }
    }

    private async Task FillAsync(Endpoint endpoint)
    {
        try
        {
            await ReadAsync(endpoint).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OffsetGoneException or FeedNotFoundException or FeedDeletedException)
        {
            lock (_lock)
            {
                if (gone is OffsetGoneException && endpoint.Queue.Replay is { } replay)
                {
                    // What was to be sent once more is no longer there; what comes new is.
                    Log.WebhookReplayGone(_logger, endpoint.Record.Subscription.Id, replay.After, gone);
                    endpoint.Queue.MoveReplay(replay.UpTo);
                }
                else
                {
                    endpoint.Queue.Disable(gone is OffsetGoneException ? WebhookDisabledReason.UpdatesExpired : WebhookDisabledReason.FeedDeleted);
                }

                _saver.Touch(endpoint);
            }

            await DisabledAsync(endpoint).ConfigureAwait(false);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            Log.WebhookFeedUnreadable(_logger, endpoint.Record.Subscription.Feed, endpoint.Record.Subscription.Id, failure);
            await Task.Delay(PauseAfterFailure, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock)
        {
            endpoint.Queue.IsReading = false;
            _planner.Changed(endpoint.Queue, _clock.Now);
        }

        _signal.Set();
    }

    private async Task ReadAsync(Endpoint endpoint)
    {
        var queue = endpoint.Queue;
        DeliveryRange? replay;
        (int Generation, long Growths, int Room) before;
        UpdateOffset after;
        lock (_lock)
        {
            replay = queue.Replay;
            after = replay?.After ?? queue.Cursor;
            before = (queue.Generation, endpoint.Growths, queue.Room);
        }

        var page = await _reading.ReadAsync(endpoint.Record.Subscription.Feed, after, endpoint.Types, before.Room, _stop.Token).ConfigureAwait(false);
        lock (_lock)
        {
            if (queue.Generation != before.Generation || queue.Replay != replay)
            {
                return;
            }

            if (replay is { } range)
            {
                queue.Accept(page.From, [.. page.Updates.Where(update => update.Offset <= range.UpTo)], _clock.Now);
                queue.MoveReplay(page.IsUpToDate ? range.UpTo : page.Next);
            }
            else
            {
                queue.Accept(page.From, page.Updates, _clock.Now);
                queue.MoveCursor(page.Next);
                queue.IsUpToDate = page.IsUpToDate && endpoint.Growths == before.Growths;
            }

            if (page.Next != after)
            {
                _saver.Touch(endpoint);
            }
        }
    }

    // A watch ends with its feed; one that was made again is watched again.
    private void Watch(string feed)
    {
        if (!_stop.IsCancellationRequested && (!_watches.TryGetValue(feed, out var watch) || watch.HasEnded))
        {
            _watches[feed] = new FeedWatch(_feeds, feed, () => Grown(feed), _time);
        }
    }

    private void Grown(string feed)
    {
        lock (_lock)
        {
            foreach (var endpoint in _endpoints.Values.Where(endpoint => endpoint.Record.Subscription.Feed == feed))
            {
                endpoint.Growths++;
                endpoint.Queue.IsUpToDate = false;
                _planner.Changed(endpoint.Queue, _clock.Now);
            }
        }

        _signal.Set();
    }

    private Endpoint EndpointOf(EndpointQueue queue) => _endpoints[queue.Settings.Id];
}
