using System.Text;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Json;

public sealed class UpdateJsonTests
{
    [Fact]
    public async Task Values_are_appended_as_json_and_come_back_as_values()
    {
        await using MemoryUpdateStore store = new(new ManualTimeProvider());
        UpdateFeeds feeds = new(store);

        var receipt = await feeds["orders"].AppendAsync(new OrderPaid(7, 12.5m), key: "7");
        await feeds["orders"].AppendAsync(new OrderPaid(8, 1), type: "other");
        var updates = (await (await feeds["orders"].OpenAsync()).ReadAsync(UpdateOffset.Start)).Updates;

        Assert.Equal(1, receipt.Count);
        Assert.Equal("{\"id\":7,\"amount\":12.5}", Encoding.UTF8.GetString(updates[0].Payload.Span));
        Assert.Equal(new OrderPaid(7, 12.5m), updates[0].Deserialize<OrderPaid>());
        Assert.Equal(["order-paid", "other"], updates.Select(static update => update.Type));
        Assert.Equal("7", updates[0].Key);
    }

    [Fact]
    public async Task A_feed_that_was_deleted_is_created_again_at_its_next_use()
    {
        await using MemoryUpdateStore store = new(new ManualTimeProvider());
        var feed = new UpdateFeeds(store)["orders"];
        await feed.AppendAsync(new OrderPaid(1, 1));
        await store.DeleteAsync("orders");

        await feed.AppendAsync(new OrderPaid(2, 2));

        Assert.Single((await (await feed.OpenAsync()).ReadAsync(UpdateOffset.Start)).Updates);
    }

    [Fact]
    public void A_payload_that_is_something_else_is_refused()
    {
        Update update = new("f", new UpdateOffset(1, 1), default, new NewUpdate("{"u8.ToArray()), "application/json");

        var refused = Assert.Throws<PayloadFormatException>(() => update.Deserialize<OrderPaid>());

        Assert.Equal(update.Id, refused.PayloadSource);
    }

    private sealed record OrderPaid(int Id, decimal Amount);
}
