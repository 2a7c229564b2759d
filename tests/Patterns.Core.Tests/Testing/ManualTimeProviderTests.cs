using Patterns.Testing;

namespace Patterns.Core.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)));

    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        var started = _time.GetTimestamp();
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), _time.GetUtcNow());

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 5, 0, TimeSpan.Zero), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(5), _time.GetElapsedTime(started));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_and_see_them_on_the_clock()
    {
        var start = _time.GetUtcNow();
        var fired = new List<(string Timer, double Seconds)>();
        using var late = CreateTimer("late", 30, Timeout.Infinite);
        using var repeated = CreateTimer("repeated", 10, 15);
        using var stopped = CreateTimer("stopped", 12, 1);
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(41));

        Assert.Equal([("repeated", 10), ("repeated", 25), ("late", 30), ("repeated", 40)], fired);
        Assert.Equal(41, (_time.GetUtcNow() - start).TotalSeconds);
        Assert.Equal(1, _time.PendingTimers);

        ITimer CreateTimer(string name, double due, double period)
            => _time.CreateTimer(
                _ => fired.Add((name, (_time.GetUtcNow() - start).TotalSeconds)),
                null,
                TimeSpan.FromSeconds(due),
                period < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }

    [Fact]
    public async Task A_test_can_wait_until_the_code_under_test_waits()
    {
        var waited = Task.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), _time);
            await Task.Delay(TimeSpan.FromHours(2), _time);
            return _time.GetUtcNow();
        });

        await _time.WaitForTimersAsync();
        Assert.True(_time.AdvanceToNextTimer());
        await _time.WaitForTimersAsync();
        Assert.True(_time.AdvanceToNextTimer());

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.Zero), await waited);
        Assert.False(_time.AdvanceToNextTimer());
    }
}
