namespace Patterns.Testing;

/// <summary>A timer of <see cref="ManualTimeProvider"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider provider, Action callback) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private volatile bool _disposed;

    /// <summary>When it fires next. Written by the provider, like <see cref="Number"/>.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Orders timers that fall due at once: first set, first fired.</summary>
    public long Number { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        provider.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (!_disposed)
        {
            provider.Schedule(this, _period);
            callback();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        provider.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
