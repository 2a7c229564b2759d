using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Testing;
using Patterns.Updates.Registration;

namespace Patterns.Updates.Tests.Webhooks.Subscriptions;

public sealed class WithWebhooksTests
{
    private static readonly WebhookRequest Request = new() { Url = "https://hooks.example.com/" };

    [Fact]
    public async Task Subscriptions_are_kept_beside_the_folder_of_the_feeds_and_found_by_the_next_process()
    {
        using var folder = new TemporaryDirectory();
        WebhookSubscription made;
        await using (var first = Provider(folder["feeds"]))
        {
            await first.GetRequiredService<IUpdateStore>().CreateAsync("orders");
            made = await first.GetRequiredService<WebhookSender>().SubscribeAsync("orders", Request);
        }

        Assert.True(Directory.Exists(folder["feeds-webhooks"]));
        await using var second = Provider(folder["feeds"]);
        Assert.Equal(made.Id, Assert.Single(await second.GetRequiredService<WebhookSender>().ListAsync()).Id);
    }

    [Fact]
    public async Task The_sender_starts_and_stops_with_the_host_and_registering_twice_is_harmless()
    {
        var services = new ServiceCollection();
        services.AddPatternsUpdates().WithWebhooks().WithWebhooks(static options => options.MaxConcurrency = 7);
        await using var provider = services.BuildServiceProvider();

        var hosted = Assert.Single(provider.GetServices<IHostedService>(), static service => service is WebhookSenderService);
        await hosted.StartAsync(default);
        Assert.Equal(7, provider.GetRequiredService<IOptions<WebhookSenderOptions>>().Value.MaxConcurrency);
        await hosted.StopAsync(default);
    }

    [Fact]
    public async Task Subscriptions_can_be_kept_in_a_store_of_ones_own()
    {
        var objects = new MemoryObjectStore();
        var services = new ServiceCollection();
        services.AddPatternsUpdates().WithWebhooks(objects);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IUpdateStore>().CreateAsync("orders");

        var subscription = await provider.GetRequiredService<WebhookSender>().SubscribeAsync("orders", Request);

        Assert.NotNull(await objects.HeadAsync($"webhooks/{subscription.Id}.subscription.json"));
    }

    [Theory]
    [InlineData(nameof(WebhookSenderOptions.MaxConcurrency), "1 to 100000 attempts, but is 0")]
    [InlineData(nameof(WebhookSenderOptions.AnswerTimeout), "1 to 60 seconds, but is 0.5")]
    [InlineData(nameof(WebhookSenderOptions.FeedsUrl), "without a slash at the end, but is '/feeds/'")]
    [InlineData(nameof(WebhookSenderOptions.Origin), "a DNS name, but is 'not a name'")]
    public async Task Options_outside_of_their_ranges_are_refused_with_limit_unit_and_value(string option, string expected)
    {
        var services = new ServiceCollection();
        services.AddPatternsUpdates().WithWebhooks(options => _ = option switch
        {
            nameof(WebhookSenderOptions.MaxConcurrency) => options.MaxConcurrency = 0,
            nameof(WebhookSenderOptions.AnswerTimeout) => (options.AnswerTimeout = TimeSpan.FromSeconds(0.5)).Ticks,
            nameof(WebhookSenderOptions.FeedsUrl) => (options.FeedsUrl = "/feeds/").Length,
            _ => (options.Origin = "not a name").Length,
        });
        await using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<WebhookSender>());

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(string directory)
    {
        var services = new ServiceCollection();
        services.AddPatternsUpdates(options => options.Directory = directory).WithWebhooks();
        return services.BuildServiceProvider();
    }
}
