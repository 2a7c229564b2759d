using Patterns.Updates.AspNetCore.Tests.Serving;

namespace Patterns.Updates.AspNetCore.Tests.Following;

/// <summary>The client against the server, in each pattern.</summary>
public sealed class FeedClientTests
{
    [Theory]
    [InlineData(FeedPattern.ServerSentEvents)]
    [InlineData(FeedPattern.LongPoll)]
    [InlineData(FeedPattern.Poll)]
    public async Task Every_pattern_brings_the_whole_feed_with_ids_types_and_cursors(FeedPattern pattern)
    {
        await using FeedHost host = await FeedHost.StartAsync(static options => options.MaxPageUpdates = 7);
        IUpdateLog log = await host.CreateAsync("orders");
        AppendReceipt receipt = await log.AppendAsync([.. Enumerable.Range(0, 100).Select(static value => FeedHost.Number(value, value % 2 == 0 ? "even" : null))]);
        await log.CloseAsync();

        List<Update<int>> updates = await FollowAsync(host, new FeedClientOptions { Patterns = [pattern] });

        Assert.Equal(Enumerable.Range(0, 100), updates.Select(static update => update.Value));
        IReadOnlyList<Update> page = (await log.ReadAsync(UpdateOffset.Start)).Updates;
        Assert.Equal(page.Select(static update => (update.Id, update.Type)), updates.Select(static update => (update.Id!, update.Type)));
        Assert.Equal(page.Select(static update => FeedCursor.Of(update.Offset)), updates.Select(static update => update.Cursor));
    }

    [Theory]
    [InlineData(FeedPattern.ServerSentEvents)]
    [InlineData(FeedPattern.LongPoll)]
    [InlineData(FeedPattern.Poll)]
    public async Task A_filter_lets_through_what_it_names(FeedPattern pattern)
    {
        await using FeedHost host = await FeedHost.StartAsync(static options => options.MaxPageUpdates = 7);
        IUpdateLog log = await host.CreateAsync("orders");
        await log.AppendAsync([.. Enumerable.Range(0, 100).Select(static value => FeedHost.Number(value, value % 10 == 0 ? "tenth" : "other"))]);
        await log.CloseAsync();

        List<Update<int>> updates = await FollowAsync(host, new FeedClientOptions { Patterns = [pattern], Types = ["tenth"] });

        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80, 90], updates.Select(static update => update.Value));
    }

    [Theory]
    [InlineData(FeedPattern.ServerSentEvents)]
    [InlineData(FeedPattern.LongPoll)]
    [InlineData(FeedPattern.Poll)]
    public async Task A_trimmed_cursor_is_a_gap_that_names_what_is_left(FeedPattern pattern)
    {
        await using FeedHost host = await FeedHost.StartAsync(static options => options.Snapshot = static feed => $"/snapshots/{feed}");
        IUpdateLog log = await host.CreateAsync("orders", 1, 2, 3, 4);
        IReadOnlyList<Update> page = (await log.ReadAsync(UpdateOffset.Start)).Updates;
        await log.TrimAsync(page[1].Offset);
        await log.CloseAsync();
        var options = new FeedClientOptions { Patterns = [pattern], From = FeedCursor.Of(page[0].Offset) };

        FeedGapException gone = await Assert.ThrowsAsync<FeedGapException>(() => FollowAsync(host, options));
        Assert.Equal(FeedCursor.Of(page[1].Offset), gone.Gap.Earliest);
        Assert.Equal(new Uri(host.Address, "/snapshots/orders"), gone.Gap.Snapshot);

        options.OnGap = GapPolicy.Earliest;
        Assert.Equal([3, 4], (await FollowAsync(host, options)).Select(static update => update.Value));
    }

    [Fact]
    public async Task Live_updates_come_as_they_are_appended()
    {
        await using FeedHost host = await FeedHost.StartAsync();
        IUpdateLog log = await host.CreateAsync("orders");
        var client = new FeedClient(host.Http, "/feeds/orders");
        using var patience = new CancellationTokenSource(FeedHost.Patience);
        var next = 0;
        await log.AppendAsync(FeedHost.Number(next));

        await foreach (Update<int> update in client.FollowAsync<int>(new MemoryCheckpoint(), patience.Token))
        {
            Assert.Equal(next++, update.Value);
            if (next == 50)
            {
                break;
            }

            await log.AppendAsync(FeedHost.Number(next));
        }
    }

    private static async Task<List<Update<int>>> FollowAsync(FeedHost host, FeedClientOptions options)
    {
        using var patience = new CancellationTokenSource(FeedHost.Patience);
        var client = new FeedClient(host.Http, "/feeds/orders", options);
        var updates = new List<Update<int>>();
        await foreach (Update<int> update in client.FollowAsync<int>(new MemoryCheckpoint(), patience.Token))
        {
            updates.Add(update);
        }

        return updates;
    }
}
