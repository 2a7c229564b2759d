namespace Patterns.Testing;

/// <summary>
/// A clock that moves by hand. Timers fire inside <see cref="Advance"/>, on its thread, in the order of their due times, and each sees the
/// clock at its own due time. Thread safe.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private DateTimeOffset _now;
    private long _timersCreated;

    /// <summary>Starts at 2026-01-01T00:00Z unless told otherwise.</summary>
    public ManualTimeProvider(DateTimeOffset? start = null, TimeZoneInfo? localTimeZone = null)
    {
        _now = start?.ToUniversalTime() ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        LocalTimeZone = localTimeZone ?? TimeZoneInfo.Utc;
    }

    public override TimeZoneInfo LocalTimeZone { get; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that will fire if the clock is moved far enough.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due on the way, both ends included.</summary>
    public void Advance(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        var end = GetUtcNow() + duration;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Moves the clock to the next due time and fires what falls due then; false when no timer is pending.</summary>
    public bool AdvanceToNextTimer()
    {
        TimeSpan duration;
        lock (_lock)
        {
            if (_timers.Count == 0)
            {
                return false;
            }

            duration = _timers.Min(static timer => timer.Due) - _now;
        }

        Advance(duration > TimeSpan.Zero ? duration : TimeSpan.Zero);
        return true;
    }

    /// <summary>Completes once so many timers are pending: how a test waits until the code under test waits.</summary>
    public Task WaitForTimersAsync(int count = 1)
    {
        lock (_lock)
        {
            if (_timers.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            timer.Number = _timersCreated++;
            _timers.Add(timer);
            foreach (var (_, reached) in _waiting.FindAll(waiting => waiting.Count <= _timers.Count))
            {
                reached.SetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Count <= _timers.Count);
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_lock)
        {
            var timer = _timers.MinBy(static timer => (timer.Due, timer.Number));
            if (timer is null || timer.Due > end)
            {
                return null;
            }

            _timers.Remove(timer);
            _now = timer.Due > _now ? timer.Due : _now;
            return timer;
        }
    }
}
