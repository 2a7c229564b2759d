namespace Patterns.Core.Tests.Time;

public sealed class BackoffTests
{
    [Fact]
    public void Without_jitter_waits_grow_by_the_factor_up_to_the_limit()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), factor: 3, jitter: 0);
        var random = new Random(1);

        Assert.Equal([1, 3, 9, 20, 20], Enumerable.Range(0, 5).Select(index => backoff.Wait(index, random).TotalSeconds));
        Assert.Equal(20, backoff.Wait(int.MaxValue, random).TotalSeconds);
    }

    [Theory]
    [InlineData(0.5, 4, 8)]
    [InlineData(1, 0, 8)]
    [InlineData(0.25, 6, 8)]
    public void Jitter_takes_away_a_random_part(double jitter, double least, double most)
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), jitter: jitter);
        var random = new Random(1);
        var waits = Enumerable.Range(0, 1000).Select(_ => backoff.Wait(3, random).TotalSeconds).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, least, most));
        Assert.InRange(waits.Average(), ((least + most) / 2) - 0.2, ((least + most) / 2) + 0.2);
        Assert.True(waits.Max() - waits.Min() > (most - least) * 0.95);
    }

    [Fact]
    public void The_same_seed_gives_the_same_waits()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

        Assert.Equal(backoff.Wait(2, new Random(5)), backoff.Wait(2, new Random(5)));
    }

    [Fact]
    public void The_default_never_waits() => Assert.Equal(TimeSpan.Zero, default(Backoff).Wait(int.MaxValue, new Random(1)));

    [Fact]
    public void Values_outside_their_range_are_refused()
    {
        var second = TimeSpan.FromSeconds(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(-second, second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(second, second / 2));
        Assert.All([0.5, double.NaN, double.PositiveInfinity], factor => Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(second, second, factor)));
        Assert.All([-0.1, 1.1, double.NaN], jitter => Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(second, second, 2, jitter)));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Backoff).Wait(-1, new Random(1)));
        Assert.Equal(TimeSpan.MaxValue.TotalDays, new Backoff(TimeSpan.MaxValue, TimeSpan.MaxValue, 2, 0).Wait(9, new Random(1)).TotalDays, 0.001);
    }
}
