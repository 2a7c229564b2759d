namespace Patterns.Updates.Tests.Feeds;

public sealed class FeedNameTests
{
    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("eu/2026-01/a_b~c.d", "eu/2026-01/a_b~c.d")]
    [InlineData("Straße 1/50 %?#", "Stra%C3%9Fe%201/50%20%25%3F%23")]
    public void A_name_is_the_end_of_a_path(string name, string path)
    {
        Assert.Equal(path, FeedName.ToPath(name));
        Assert.Equal(name, Uri.UnescapeDataString(path));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; charset=utf-8", true)]
    [InlineData("application/problem+json", true)]
    [InlineData("application/jsonl", false)]
    [InlineData("text/plain", false)]
    public void Json_is_known_by_its_media_type(string mediaType, bool isJson) => Assert.Equal(isJson, MediaType.IsJson(mediaType));
}
