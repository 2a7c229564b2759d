namespace Patterns.Updates.Tests.Following;

public sealed class FeedCursorTests
{
    [Theory]
    [InlineData("-1")]
    [InlineData("now")]
    [InlineData("0000000000000001_00000000000000ff")]
    [InlineData("3,abc_7")]
    [InlineData("0,1,2")]
    [InlineData(",")]
    [InlineData("an id of a plain stream: ü, 7")]
    public void Its_text_is_read_back(string text)
    {
        FeedCursor cursor = FeedCursor.Parse(text);

        Assert.Equal(cursor, FeedCursor.Parse(cursor.ToString()));
    }

    [Fact]
    public void An_id_that_looks_like_a_place_between_messages_is_written_so_that_it_is_not_one()
    {
        var cursor = new FeedCursor("5,x");

        Assert.Equal("0,5,x", cursor.ToString());
        Assert.Equal(cursor, FeedCursor.Parse(cursor.ToString()));
    }

    [Fact]
    public void The_default_is_the_start()
    {
        Assert.Equal(FeedCursor.Start, FeedCursor.Parse("-1"));
        Assert.True(default(FeedCursor).IsStart);
        Assert.True(FeedCursor.Parse("now").IsNow);
        Assert.Equal(FeedCursor.Start, FeedCursor.Of(UpdateOffset.Start));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    public void What_no_header_can_carry_is_refused(string text) => Assert.Throws<FormatException>(() => FeedCursor.Parse(text));
}
