namespace Patterns.Updates.Tests.Reading;

public sealed class FeedSignalTests
{
    private readonly FeedSignal _signal = new(TimeProvider.System);

    [Fact]
    public void A_pulse_wakes_everybody_who_asked_before_it()
    {
        var (first, second) = (_signal.Next, _signal.Next);
        Assert.False(first.IsCompleted);

        _signal.Pulse();

        Assert.True(first.IsCompletedSuccessfully);
        Assert.True(second.IsCompletedSuccessfully);
    }

    [Fact]
    public void Who_asks_after_a_pulse_waits_for_the_next()
    {
        _signal.Pulse();
        var next = _signal.Next;
        Assert.False(next.IsCompleted);

        _signal.Pulse();

        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public void Everybody_who_waits_at_a_time_waits_for_the_same() => Assert.Same(_signal.Next, _signal.Next);

    [Fact]
    public void A_pulse_that_nobody_waits_for_costs_no_memory()
    {
        _signal.Pulse();
        var before = GC.GetAllocatedBytesForCurrentThread();

        _signal.Pulse();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Nobody_who_looks_after_asking_misses_a_change()
    {
        var version = 0;
        var changing = Task.Run(() =>
        {
            for (var change = 1; change <= 20_000; change++)
            {
                Volatile.Write(ref version, change);
                _signal.Pulse();
            }
        });
        var followers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var next = _signal.Next;
                if (Volatile.Read(ref version) == 20_000)
                {
                    return;
                }

                await next.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }));

        await Task.WhenAll([changing, .. followers]);
    }
}
