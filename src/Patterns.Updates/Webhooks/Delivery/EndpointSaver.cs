using Microsoft.Extensions.Logging;
using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Saves the states of endpoints that changed, not more often than once per interval, and at the end. Thread safe.</summary>
internal sealed class EndpointSaver : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SubscriptionStore _store;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly SteadyClock _clock;
    private readonly ILogger _logger;
    private readonly Lock _lock;
    private readonly HashSet<Endpoint> _dirty = [];
    private readonly AsyncSignal _signal = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="store">Where to.</param>
    /// <param name="interval">The pause between two rounds.</param>
    /// <param name="time">Times the pauses.</param>
    /// <param name="clock">The clock of the times that are saved.</param>
    /// <param name="logger">Told what could not be saved.</param>
    /// <param name="gate">The lock that guards the endpoints.</param>
    public EndpointSaver(SubscriptionStore store, TimeSpan interval, TimeProvider time, SteadyClock clock, ILogger logger, Lock gate)
    {
        _store = store;
        _interval = interval;
        _time = time;
        _clock = clock;
        _logger = logger;
        _lock = gate;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Says that an endpoint changed. Called with the lock held.</summary>
    public void Touch(Endpoint endpoint)
    {
        if (!endpoint.IsDirty)
        {
            endpoint.IsDirty = true;
            _dirty.Add(endpoint);
            _signal.Set();
        }
    }

    /// <summary>Saves an endpoint as it is now.</summary>
    public async Task SaveAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        await endpoint.Saving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            EndpointState state;
            lock (_lock)
            {
                endpoint.IsDirty = false;
                _dirty.Remove(endpoint);
                state = endpoint.Queue.Snapshot(_clock.Now);
            }

            await _store.SaveAsync(endpoint.Record.Subscription.Id, state, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            endpoint.Saving.Release();
        }
    }

    /// <summary>An endpoint that was removed is not saved any more; when the task completes no save of it is under way.</summary>
    public async Task ForgetAsync(Endpoint endpoint)
    {
        await endpoint.Saving.WaitAsync().ConfigureAwait(false);
        lock (_lock)
        {
            endpoint.IsDirty = true;
            _dirty.Remove(endpoint);
        }

        endpoint.Saving.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await SaveAllAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _signal.WaitAsync(null, _time, _stop.Token).ConfigureAwait(false);
            var isSaved = await SaveAllAsync().ConfigureAwait(false);
            await Task.Delay(isSaved ? _interval : PauseAfterFailure, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> SaveAllAsync()
    {
        Endpoint[] dirty;
        lock (_lock)
        {
            dirty = [.. _dirty];
        }

        var isSaved = true;
        foreach (var endpoint in dirty)
        {
            try
            {
                await SaveAsync(endpoint, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                isSaved = false;
                Log.WebhookStateNotSaved(_logger, endpoint.Record.Subscription.Id, failure);
                lock (_lock)
                {
                    Touch(endpoint);
                }
            }
        }

        return isSaved;
    }
}
