using Patterns.Testing;
using Patterns.Updates.Tests.Webhooks.Delivery;

namespace Patterns.Updates.Tests.Metrics;

public sealed class FeedMetricsTests
{
    [Fact]
    public async Task A_store_measures_what_is_appended_and_how_long_it_takes()
    {
        using TemporaryDirectory folder = new();
        using RecordedMetrics metrics = new();
        await using FileUpdateStore store = new(new UpdateStoreOptions { Directory = folder["feeds"] }, new ManualTimeProvider(), new Random(5), meters: metrics);
        var log = (await store.CreateAsync("orders")).Log;
        var before = metrics["patterns.updates.written"];

        await log.AppendAsync([new NewUpdate("1"u8.ToArray()), new NewUpdate("2"u8.ToArray())]);
        await log.AppendAsync(new NewUpdate("3"u8.ToArray()));

        Assert.Equal(3, metrics["patterns.updates.appended"]);
        Assert.Equal(2, metrics["patterns.updates.commit.appends"]);
        Assert.True(metrics["patterns.updates.written"] > before);
        Assert.Equal(0, metrics["patterns.updates.commit.duration"]);
        Assert.Equal(0, metrics["patterns.updates.commit.failures"]);
        Assert.Equal("s", metrics.Instruments["patterns.updates.commit.duration"].Unit);
        Assert.All(metrics.Instruments.Values, static instrument => Assert.Equal("Patterns.Updates", instrument.Meter.Name));
    }

    [Fact]
    public async Task A_sender_measures_attempts_by_result_and_names_no_endpoint()
    {
        using RecordedMetrics metrics = new();
        await using var fixture = new SenderFixture { Meters = metrics };
        var subscription = await fixture.SubscribeAsync();
        await fixture.AppendAsync(1);
        await metrics.WaitAsync("patterns.updates.webhooks.attempts{result=delivered}", 1);
        fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(500);
        await fixture.AppendAsync(1, from: 2);
        await metrics.WaitAsync("patterns.updates.webhooks.attempts{result=retry}", 1);
        fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(410);
        while (fixture.Endpoints.Calls.TryRead(out _))
        {
        }

        await fixture.AdvanceToNextCallAsync(subscription.Id);

        await metrics.WaitAsync("patterns.updates.webhooks.disabled{reason=endpoint_gone}", 1);
        Assert.Equal(1, metrics["patterns.updates.webhooks.attempts{result=disabled}"]);
        Assert.DoesNotContain(metrics.Measured, static name => name.Contains("example.com", StringComparison.Ordinal) || name.Contains("orders", StringComparison.Ordinal));
    }
}
