namespace Patterns.Updates.Postgres;

/// <summary>Who waits on which feed. Thread safe.</summary>
internal sealed class FeedWatches(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (FeedSignal Signal, int Count)> _watches = [];

    public FeedWatch Begin(long id)
    {
        lock (_lock)
        {
            var (signal, count) = _watches.TryGetValue(id, out var watch) ? watch : (new FeedSignal(timeProvider), 0);
            _watches[id] = (signal, count + 1);
            return new FeedWatch(signal, () => End(id));
        }
    }

    /// <summary>Lets those who wait on a feed look again.</summary>
    public void Pulse(long id)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(id, out var watch))
            {
                watch.Signal.Pulse();
            }
        }
    }

    /// <summary>Lets everybody look again.</summary>
    public void PulseAll()
    {
        lock (_lock)
        {
            foreach (var (signal, _) in _watches.Values)
            {
                signal.Pulse();
            }
        }
    }

    private void End(long id)
    {
        lock (_lock)
        {
            var (signal, count) = _watches[id];
            if (count == 1)
            {
                _watches.Remove(id);
            }
            else
            {
                _watches[id] = (signal, count - 1);
            }
        }
    }
}
