using Patterns.Updates.Connecting;

namespace Patterns.Updates.Tests.Connecting;

public sealed class BackoffTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_window_doubles_with_every_failure_up_to_the_largest()
    {
        var backoff = new Backoff(Second, TimeSpan.FromSeconds(10), new MiddleRandom());

        double[] waits = [.. Enumerable.Range(0, 6).Select(_ => backoff.AfterFailure(null).TotalSeconds)];

        Assert.Equal([0.5, 1, 2, 4, 5, 5], waits);
    }

    [Fact]
    public void A_good_answer_begins_the_windows_anew()
    {
        var backoff = new Backoff(Second, TimeSpan.FromSeconds(10), new MiddleRandom());
        backoff.AfterFailure(null);
        backoff.AfterFailure(null);

        backoff.Succeed();

        Assert.Equal(Second / 2, backoff.AfterFailure(null));
    }

    [Fact]
    public void Waits_lie_anywhere_in_the_window()
    {
        TimeSpan[] waits = [.. Enumerable.Range(0, 1000).Select(static seed => new Backoff(Second, Second, new Random(seed)).AfterFailure(null))];

        Assert.All(waits, static wait => Assert.InRange(wait, TimeSpan.Zero, Second));
        Assert.Contains(waits, static wait => wait < Second / 10);
        Assert.Contains(waits, static wait => wait > Second * 0.9);
    }

    [Fact]
    public void What_the_server_asks_for_is_the_least()
    {
        var backoff = new Backoff(Second, TimeSpan.FromSeconds(10), new MiddleRandom());
        backoff.SetReconnectionTime(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), backoff.AfterEnd());
        Assert.Equal(TimeSpan.FromSeconds(7.5), backoff.AfterFailure(null));
        Assert.Equal(TimeSpan.FromSeconds(121), backoff.AfterFailure(TimeSpan.FromSeconds(120)));
        Assert.Equal(TimeSpan.FromSeconds(9), backoff.AfterFailure(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void No_server_makes_a_client_wait_for_more_than_a_day()
    {
        var backoff = new Backoff(TimeSpan.Zero, TimeSpan.Zero, new MiddleRandom());
        backoff.SetReconnectionTime(TimeSpan.MaxValue);

        Assert.Equal(TimeSpan.FromDays(1), backoff.AfterEnd());
        Assert.Equal(TimeSpan.FromDays(1), backoff.AfterFailure(TimeSpan.MaxValue));
    }

    [Fact]
    public void Failures_without_end_never_overflow()
    {
        var backoff = new Backoff(Second, TimeSpan.FromDays(1), new MiddleRandom());
        for (var count = 0; count < 1000; count++)
        {
            Assert.InRange(backoff.AfterFailure(null), TimeSpan.Zero, TimeSpan.FromDays(0.5));
        }
    }
}
