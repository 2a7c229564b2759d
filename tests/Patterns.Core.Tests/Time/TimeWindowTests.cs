namespace Patterns.Core.Tests.Time;

public sealed class TimeWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_start_belongs_to_the_window_and_the_end_does_not()
    {
        var window = new TimeWindow(Noon, Noon.AddHours(1));

        Assert.True(window.Contains(Noon));
        Assert.True(window.Contains(Noon.AddHours(1).AddTicks(-1)));
        Assert.False(window.Contains(Noon.AddHours(1)));
        Assert.False(window.Contains(Noon.AddTicks(-1)));
        Assert.Equal(TimeSpan.FromHours(1), window.Duration);
    }

    [Fact]
    public void Both_ends_are_kept_in_utc()
    {
        var window = new TimeWindow(Noon.ToOffset(TimeSpan.FromHours(5)), Noon.AddMinutes(90.5).ToOffset(TimeSpan.FromHours(-3)));

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (window.Start.Offset, window.End.Offset));
        Assert.Equal("[2026-07-01T12:00:00Z, 2026-07-01T13:30:30Z)", window.ToString());
    }

    [Fact]
    public void The_default_is_empty_and_a_window_does_not_end_before_it_starts()
    {
        Assert.True(default(TimeWindow).IsEmpty);
        Assert.True(new TimeWindow(Noon, Noon).IsEmpty);
        Assert.False(new TimeWindow(Noon, Noon).Contains(Noon));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeWindow(Noon, Noon.AddTicks(-1)));
    }

    [Theory]
    [InlineData(0, 10, 5, 15, 5, 10)]
    [InlineData(5, 15, 0, 10, 5, 10)]
    [InlineData(0, 10, 2, 3, 2, 3)]
    [InlineData(0, 10, 0, 10, 0, 10)]
    public void Windows_overlap_where_both_have_instants(int start, int end, int otherStart, int otherEnd, int expectedStart, int expectedEnd)
    {
        var (window, other) = (Minutes(start, end), Minutes(otherStart, otherEnd));

        Assert.True(window.Overlaps(other));
        Assert.Equal(Minutes(expectedStart, expectedEnd), window.Intersect(other));
    }

    [Theory]
    [InlineData(0, 10, 10, 20)]
    [InlineData(10, 20, 0, 10)]
    [InlineData(0, 10, 15, 20)]
    [InlineData(0, 10, 5, 5)]
    public void Windows_that_only_meet_do_not_overlap(int start, int end, int otherStart, int otherEnd)
    {
        Assert.False(Minutes(start, end).Overlaps(Minutes(otherStart, otherEnd)));
        Assert.Equal(default, Minutes(start, end).Intersect(Minutes(otherStart, otherEnd)));
    }

    private static TimeWindow Minutes(int start, int end) => new(Noon.AddMinutes(start), Noon.AddMinutes(end));
}
