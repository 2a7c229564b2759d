using System.Globalization;
using System.Text.Json;

namespace Patterns.Updates.AspNetCore.Tests.Serving;

public sealed class ChaosTests
{
    private const int UpdateCount = 3000;

    /// <summary>Each follower goes from one way of reading to another at random and drops its connection at random; what it reads is the feed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Followers_that_switch_and_break_off_miss_nothing_and_get_nothing_twice(int seed)
    {
        await using var host = await FeedHost.StartAsync(static options =>
        {
            options.MaxPageUpdates = 70;
            options.MaxConnectionsPerPrincipal = 1000;
        });
        var log = await host.CreateAsync("orders");
        var followers = Enumerable.Range(0, 6).Select(index => FollowAsync(host, new Random((seed * 100) + index))).ToList();
        Random random = new(seed);
        for (var next = 0; next < UpdateCount;)
        {
            var count = Math.Min(random.Next(1, 40), UpdateCount - next);
            await log.AppendAsync([.. Enumerable.Range(next, count).Select(static value => FeedHost.Number(value))]);
            next += count;
            await Task.Yield();
        }

        await log.CloseAsync();

        foreach (var read in await Task.WhenAll(followers).WaitAsync(FeedHost.Patience))
        {
            Assert.Equal(Enumerable.Range(0, UpdateCount), read);
        }
    }

    private static async Task<List<int>> FollowAsync(FeedHost host, Random random)
    {
        List<int> read = [];
        var offset = "-1";
        while (read.Count < UpdateCount)
        {
            offset = random.Next(4) switch
            {
                0 => await PollAsync(host, $"/feeds/orders?offset={offset}", offset, read),
                1 => await PollAsync(host, $"/feeds/orders?offset={offset}&live=long-poll", offset, read),
                2 => await StreamAsync(host, offset, read, random.Next(1, 200)),
                _ => await BrowseAsync(host, offset, read, random.Next(1, 200)),
            };
        }

        return read;
    }

    private static async Task<string> PollAsync(FeedHost host, string path, string offset, List<int> read)
    {
        using var response = await host.GetAsync(path);
        if ((int)response.StatusCode == 200)
        {
            read.AddRange(JsonSerializer.Deserialize<int[]>(await response.Content.ReadAsStringAsync())!);
        }

        return response.Headers.TryGetValues("Stream-Next-Offset", out var next) ? next.Single() : offset;
    }

    private static async Task<string> StreamAsync(FeedHost host, string offset, List<int> read, int events)
    {
        await using var stream = await host.OpenAsync($"/feeds/orders?offset={offset}&live=sse");
        List<int> batch = [];
        while (events-- > 0 && await stream.NextAsync() is { } item)
        {
            if (item.EventType == "data")
            {
                batch.AddRange(JsonSerializer.Deserialize<int[]>(item.Data)!);
                continue;
            }

            // What is not followed by its control event is not counted as read, as the protocol has it.
            using var control = JsonDocument.Parse(item.Data);
            read.AddRange(batch);
            batch.Clear();
            offset = control.RootElement.GetProperty("streamNextOffset").GetString()!;
            if (read.Count == UpdateCount)
            {
                break;
            }
        }

        return offset;
    }

    private static async Task<string> BrowseAsync(FeedHost host, string offset, List<int> read, int events)
    {
        using var response = await host.GetAsync($"/feeds/orders?offset={offset}", static request => request.Headers.Accept.ParseAdd("text/event-stream"));
        if ((int)response.StatusCode == 204)
        {
            return offset;
        }

        await using EventStream stream = new(response, await response.Content.ReadAsStreamAsync());
        while (events-- > 0 && read.Count < UpdateCount && await stream.NextAsync() is { EventType: "message" } item)
        {
            read.Add(int.Parse(item.Data, CultureInfo.InvariantCulture));
            offset = item.EventId!;
        }

        return offset;
    }
}
