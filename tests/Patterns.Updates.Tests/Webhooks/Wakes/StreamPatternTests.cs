using Patterns.Updates.Webhooks.Wakes;

namespace Patterns.Updates.Tests.Webhooks.Wakes;

public sealed class StreamPatternTests
{
    [Theory]
    [InlineData("events/*", "events/a", true)]
    [InlineData("events/*", "events", false)]
    [InlineData("events/*", "events/a/b", false)]
    [InlineData("events/*", "other/a", false)]
    [InlineData("events/**", "events", true)]
    [InlineData("events/**", "events/a/b/c", true)]
    [InlineData("**", "a/b", true)]
    [InlineData("**/tail", "tail", true)]
    [InlineData("**/tail", "a/b/tail", true)]
    [InlineData("**/tail", "a/tail/b", false)]
    [InlineData("a/**/b/*", "a/b/c", true)]
    [InlineData("a/**/b/*", "a/x/b/b/c", true)]
    [InlineData("a/**/b/*", "a/x/b", false)]
    [InlineData("plain/name", "plain/name", true)]
    [InlineData("plain/name", "plain/Name", false)]
    public void A_name_fits_or_does_not(string pattern, string name, bool fits) => Assert.Equal(fits, new StreamPattern(pattern).Fits(name));

    [Theory]
    [InlineData("events/*", "events/")]
    [InlineData("a/b/**/c", "a/b/")]
    [InlineData("*", "")]
    [InlineData("plain/name", "plain/")]
    public void Only_what_begins_alike_is_looked_through(string pattern, string prefix) => Assert.Equal(prefix, new StreamPattern(pattern).Prefix);

    [Theory]
    [InlineData("events/user-*")]
    [InlineData("***")]
    [InlineData("/events")]
    [InlineData("a//b")]
    [InlineData("")]
    public void A_pattern_that_nobody_agrees_about_is_refused(string pattern) => Assert.NotNull(StreamPattern.WhyNot(pattern));

    [Fact]
    public void Many_stars_take_no_longer_than_their_number_times_the_parts()
    {
        var pattern = new StreamPattern(string.Join('/', Enumerable.Repeat("**/a", 60)) + "/b");

        Assert.False(pattern.Fits(string.Join('/', Enumerable.Repeat("a", 250))));
    }
}
