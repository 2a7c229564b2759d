using Patterns.Updates.AspNetCore.Caching;

namespace Patterns.Updates.AspNetCore.Tests.Caching;

public sealed class EntityTagTests
{
    [Fact]
    public void Tags_differ_by_range_by_being_at_the_tail_and_by_being_closed()
    {
        string[] tags =
        [
            EntityTag.Of("a", "b", false, false), EntityTag.Of("a", "b", true, false), EntityTag.Of("a", "b", true, true), EntityTag.Of("a", "c", true, true),
        ];

        Assert.Equal(4, tags.Distinct().Count());
    }

    [Theory]
    [InlineData("\"a:b\"", true)]
    [InlineData("W/\"a:b\"", true)]
    [InlineData("\"x\", \"a:b\"", true)]
    [InlineData("*", true)]
    [InlineData("\"a:c\"", false)]
    [InlineData("a:b", false)]
    [InlineData("", false)]
    public void A_client_names_the_tags_it_has(string header, bool matches) => Assert.Equal(matches, EntityTag.Matches(header, "\"a:b\""));
}
