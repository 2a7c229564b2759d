namespace Patterns.Updates;

/// <summary>Who in this process waits on which feed. For those who write a backend. Safe for use by any number of threads.</summary>
/// <param name="timeProvider">The clock of timeouts.</param>
public sealed class FeedWatches(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (FeedSignal Signal, int Count)> _watches = new(StringComparer.Ordinal);

    /// <summary>Takes note of somebody who waits.</summary>
    /// <param name="id">What tells the feed from others, and from one of its name that was deleted.</param>
    public FeedWatch Begin(string id)
    {
        lock (_lock)
        {
            var (signal, count) = _watches.TryGetValue(id, out var watch) ? watch : (new FeedSignal(timeProvider), 0);
            _watches[id] = (signal, count + 1);
            return new FeedWatch(signal, () => End(id));
        }
    }

    /// <summary>Lets those who wait on a feed look again.</summary>
    /// <param name="id">What tells the feed from others.</param>
    public void Pulse(string id)
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

    private void End(string id)
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
