using Patterns.Testing;

namespace Patterns.Updates.Tests.Segments;

public sealed class RetentionTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Old_segments_go_by_age_and_by_size_and_cursors_into_them_are_refused()
    {
        await using FileUpdateStore store = new(new UpdateStoreOptions { Directory = _folder["feeds"], SegmentBytes = UpdateStoreOptions.MinSegmentBytes }, _time);
        var aging = (await store.CreateAsync("aging", new FeedConfiguration { RetainFor = TimeSpan.FromHours(4) })).Log;
        var sized = (await store.CreateAsync("sized", new FeedConfiguration { RetainBytes = 200_000 })).Log;
        var first = (await aging.AppendAsync(new NewUpdate(new byte[1000]))).Next;
        for (var hour = 0; hour < 12; hour++)
        {
            await aging.AppendAsync(new NewUpdate(new byte[1000]));
            for (var update = 0; update < 50; update++)
            {
                await sized.AppendAsync(new NewUpdate(new byte[1000]));
            }

            await AdvanceAsync(TimeSpan.FromHours(1), () => hour < 8 || Files("aging") <= 8);
        }

        var state = await aging.GetStateAsync();
        Assert.InRange(state.Earliest.Sequence, 6, 9);
        Assert.Equal(OffsetGoneReason.Forgotten, (await Assert.ThrowsAsync<OffsetGoneException>(async () => await aging.ReadAsync(first))).Reason);
        Assert.Equal(13 - state.Earliest.Sequence, (await aging.ReadAsync(UpdateOffset.Start)).Updates.Count);
        Assert.InRange(600 - (await sized.GetStateAsync()).Earliest.Sequence, 190, 350);
    }

    [Fact]
    public async Task A_feed_that_has_expired_is_deleted_though_nobody_asks_for_it()
    {
        await using FileUpdateStore store = new(new UpdateStoreOptions { Directory = _folder["feeds"] }, _time);
        await store.CreateAsync("idle", new FeedConfiguration { TimeToLive = TimeSpan.FromMinutes(10) });
        await store.CreateAsync("other");

        await AdvanceAsync(TimeSpan.FromMinutes(15), () => Files("idle") == 0 && Files("other") == 1);
    }

    [Fact]
    public async Task Times_lead_to_the_updates_that_were_appended_then()
    {
        await using FileUpdateStore store = new(
            new UpdateStoreOptions { Directory = _folder["feeds"], SegmentBytes = UpdateStoreOptions.MinSegmentBytes, MaintenanceInterval = TimeSpan.FromDays(1), TailBytes = 0 }, _time);
        var log = (await store.CreateAsync("times")).Log;
        var start = _time.GetUtcNow();
        for (var minute = 0; minute < 300; minute++)
        {
            await log.AppendAsync([new NewUpdate(new byte[1000]), new NewUpdate(new byte[1])]);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        for (var minute = -1; minute < 300; minute += 7)
        {
            Assert.Equal(Math.Max(0, minute) * 2, (await log.SeekAsync(start.AddMinutes(minute))).Sequence);
            Assert.Equal(Math.Max(0, minute + 1) * 2, (await log.SeekAsync(start.AddMinutes(minute).AddTicks(1))).Sequence);
        }

        Assert.Equal((await log.GetStateAsync()).Tail, await log.SeekAsync(start.AddDays(9)));
    }

    [Fact]
    public async Task A_folder_belongs_to_one_store_at_a_time_and_what_is_in_it_outlives_the_store()
    {
        UpdateStoreOptions options = new() { Directory = _folder["feeds"] };
        UpdateOffset last;
        await using (FileUpdateStore store = new(options, _time))
        {
            await store.CreateAsync("a/b", new FeedConfiguration { TimeToLive = TimeSpan.FromDays(1), ContentType = "text/plain" }, new AppendRequest([new NewUpdate(new byte[] { 1 })]));
            var fork = await store.CreateAsync("fork", new FeedConfiguration { Fork = new ForkPoint("a/b") }, new AppendRequest([new NewUpdate(new byte[] { 2 })]) { Close = true });
            last = (await fork.Log.GetStateAsync()).Tail;
            await store.CreateAsync("gone");
            await store.DeleteAsync("gone");
            await store.DeleteAsync("a/b");
            await using FileUpdateStore other = new(options, _time);
            await Assert.ThrowsAsync<UpdateStoreInUseException>(async () => await other.FindAsync("fork"));
        }

        await using FileUpdateStore reopened = new(options, _time);
        var log = (await reopened.FindAsync("fork"))!;
        var page = await log.ReadAsync(UpdateOffset.Start);
        Assert.Equal([1, 2], page.Updates.Select(static update => update.Payload.Span[0]));
        Assert.Equal(["a/b", "fork"], page.Updates.Select(static update => update.Feed));
        Assert.Equal(last, page.Next);
        Assert.True(page.IsClosed);
        Assert.Equal(TimeSpan.FromDays(1), log.Configuration.TimeToLive);
        await Assert.ThrowsAsync<FeedDeletedException>(async () => await reopened.FindAsync("a/b"));
        Assert.Null(await reopened.FindAsync("gone"));
        await reopened.DeleteAsync("fork");
        Assert.Null(await reopened.FindAsync("a/b"));
        Assert.Empty(Directory.GetDirectories(_folder["feeds"]));
    }

    public void Dispose() => _folder.Dispose();

    private int Files(string feed) => Directory.GetDirectories(_folder["feeds"], feed + "*").Sum(static folder => Directory.GetFiles(folder, "*.seg").Length);

    // Maintenance runs on its own; its timer is pending again when a round is over.
    private async Task AdvanceAsync(TimeSpan time, Func<bool> isReached)
    {
        for (var minutes = 0; minutes < time.TotalMinutes; minutes += 15)
        {
            _time.Advance(TimeSpan.FromMinutes(15));
            await _time.WaitForTimersAsync();
        }

        Assert.True(isReached());
    }
}
