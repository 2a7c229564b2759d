using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patterns.Updates.Tests.Connecting;

namespace Patterns.Updates.Tests.Registration;

public sealed class FeedClientRegistrationTests : IDisposable
{
    private readonly ScriptedHttp _server = new();
    private readonly ServiceCollection _services = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Each_name_is_a_client_with_options_and_an_http_client_of_its_own()
    {
        _server.Then(static _ => ScriptedHttp.Json("[1]", headers: [("Stream-Next-Offset", "a"), ("Stream-Up-To-Date", "true"), ("Stream-Closed", "true")]));
        _services.AddHttpClient("orders", static http => http.Timeout = TimeSpan.FromSeconds(3));
        _services.AddFeedClient("orders", "/feeds/orders", static options => options.Patterns = [FeedPattern.Poll])
            .ConfigureHttpClient(static http => http.BaseAddress = new Uri("http://shop.test"))
            .ConfigurePrimaryHttpMessageHandler(() => _server);
        _services.AddFeedClient("orders", "/ignored", static options => options.Types = ["order-paid"]);
        _services.AddFeedClient("stock", "https://stock.test/feeds/stock");
        await using var provider = _services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<FeedClient>("orders");
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        List<int> values = [];
        await foreach (var update in client.FollowAsync<int>(new MemoryCheckpoint(), patience.Token))
        {
            values.Add(update.Value);
        }

        Assert.Equal([1], values);
        Assert.Equal("http://shop.test/feeds/orders?envelope=cloudevents&offset=-1&types=order-paid", Assert.Single(_server.Requests).Url.AbsoluteUri);
        Assert.Same(client, provider.GetRequiredKeyedService<FeedClient>("orders"));
        Assert.NotSame(client, provider.GetRequiredKeyedService<FeedClient>("stock"));
        Assert.Equal(TimeSpan.FromSeconds(3), provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders").Timeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, provider.GetRequiredService<IHttpClientFactory>().CreateClient("FeedClient.orders").Timeout);
    }

    [Fact]
    public async Task Options_outside_of_their_range_are_refused_when_the_host_starts()
    {
        _services.AddFeedClient("orders", "http://shop.test/feeds/orders", static options => options.PollInterval = TimeSpan.FromDays(2));
        await using var provider = _services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("PollInterval", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _services.AddFeedClient("orders", ""));
        Assert.Throws<ArgumentException>(() => _services.AddFeedClient("", "/feeds/orders"));
    }
}
