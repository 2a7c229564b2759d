using Patterns.Updates.AspNetCore.Caching;

namespace Patterns.Updates.AspNetCore.Tests.Caching;

public sealed class StreamCursorTests
{
    private static readonly DateTimeOffset Now = StreamCursor.Epoch + (1000 * StreamCursor.Interval) + TimeSpan.FromSeconds(3);

    [Fact]
    public void A_cursor_is_the_number_of_the_interval()
    {
        Assert.Equal(0, StreamCursor.At(StreamCursor.Epoch));
        Assert.Equal(0, StreamCursor.At(StreamCursor.Epoch.AddYears(-1)));
        Assert.Equal(1000, StreamCursor.At(Now));
    }

    [Fact]
    public void A_cursor_never_goes_back_and_never_stays_at_what_the_client_had()
    {
        Random random = new(3);
        for (var client = 990L; client < 1100; client++)
        {
            var next = StreamCursor.Next(Now, client, random);

            Assert.True(next > client);
            Assert.InRange(next, 1000, Math.Max(1000, client + 180));
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("abc", null)]
    [InlineData("-1", null)]
    [InlineData("9999999999999999", null)]
    [InlineData("12", 12L)]
    public void What_is_no_cursor_of_ours_means_none(string? text, long? cursor) => Assert.Equal(cursor, StreamCursor.Parse(text));
}
