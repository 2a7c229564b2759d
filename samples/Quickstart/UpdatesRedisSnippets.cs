using Patterns.Updates;
using Patterns.Updates.Redis;

namespace Quickstart;

/// <summary>What the README of Patterns.Updates.Redis shows. It is compiled and not run: it needs a server.</summary>
internal static class UpdatesRedisSnippets
{
    public static async Task AppendAsync()
    {
        // begin-snippet: updates-redis
        await using var store = new RedisUpdateStore(new RedisUpdateOptions { Endpoint = "localhost:6379" });     // or services.AddPatternsUpdates().WithRedis()
        IUpdateLog orders = (await store.CreateAsync("orders")).Log;

        await orders.AppendAsync(new AppendRequest([new NewUpdate("""{"id":7}"""u8.ToArray()) { Type = "order-paid", Key = "7" }])
        {
            Producer = new ProducerPosition("shop-1", epoch: 0, sequence: 0),                                     // may be repeated, is there once
        });
        // end-snippet
        await orders.ReadAsync(UpdateOffset.Start);
    }
}
