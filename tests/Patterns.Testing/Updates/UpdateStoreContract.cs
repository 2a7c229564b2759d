using System.Text;
using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What every <see cref="IUpdateStore"/> promises. Each backend derives a class from this and passes all of it.</summary>
public abstract class UpdateStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private IUpdateStore? _store;

    protected ManualTimeProvider Time { get; } = new();

    protected IUpdateStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>A new, empty store.</summary>
    protected abstract Task<IUpdateStore> CreateStoreAsync();

    public virtual async Task InitializeAsync() => _store = await CreateStoreAsync();

    public virtual async Task DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Updates_come_back_as_they_were_appended()
    {
        var log = await NewAsync("orders");
        var happened = new DateTimeOffset(2025, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)).AddTicks(1_234_560);

        var receipt = await log.AppendAsync(
        [
            new NewUpdate("{\"a\":1}"u8.ToArray()) { Type = "order-paid", Key = "7-ü", Time = happened },
            new NewUpdate(new byte[] { 0, 255, 10 }) { ContentType = "application/octet-stream" },
            new NewUpdate(ReadOnlyMemory<byte>.Empty),
        ]);
        var page = await log.ReadAsync(UpdateOffset.Start);

        Assert.Equal(3, receipt.Count);
        Assert.Equal([receipt.OffsetOf(0), receipt.OffsetOf(1), receipt.OffsetOf(2)], page.Updates.Select(static update => update.Offset));
        Assert.Equal([receipt.IdOf(0), receipt.IdOf(1), receipt.IdOf(2)], page.Updates.Select(static update => update.Id));
        Assert.Equal(["order-paid", null, null], page.Updates.Select(static update => update.Type));
        Assert.Equal(["7-ü", null, null], page.Updates.Select(static update => update.Key));
        Assert.Equal(["application/json", "application/octet-stream", "application/json"], page.Updates.Select(static update => update.ContentType));
        Assert.Equal([happened.ToUniversalTime(), Time.GetUtcNow(), Time.GetUtcNow()], page.Updates.Select(static update => update.Time));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(page.Updates[0].Payload.Span));
        Assert.Equal([0, 255, 10], page.Updates[1].Payload.ToArray());
        Assert.Empty(page.Updates[2].Payload.ToArray());
        Assert.All(page.Updates, static update => Assert.Equal("orders", update.Feed));
        Assert.Equal(receipt.Next, page.Next);
        Assert.True(page.IsUpToDate);
        Assert.False(page.IsClosed);
    }

    [Fact]
    public async Task Offsets_are_dense_and_their_texts_sort_as_they_do()
    {
        var log = await NewAsync("dense");
        for (var batch = 0; batch < 5; batch++)
        {
            await log.AppendAsync(Numbers(batch * 3, 3));
        }

        var offsets = (await log.ReadAsync(UpdateOffset.Start)).Updates.Select(static update => update.Offset).ToList();

        Assert.Equal(Enumerable.Range(1, 15).Select(static number => (long)number), offsets.Select(static offset => offset.Sequence));
        Assert.Single(offsets.Select(static offset => offset.Epoch).Distinct());
        Assert.Equal(offsets, offsets.OrderBy(static offset => offset.ToString(), StringComparer.Ordinal));
        Assert.All(offsets, static offset => Assert.Equal(offset, UpdateOffset.Parse(offset.ToString())));
    }

    [Fact]
    public async Task Reading_from_every_cursor_gives_what_lies_behind_it()
    {
        var log = await NewAsync("cursors");
        await log.AppendAsync(Numbers(0, 20));
        var all = (await log.ReadAsync(UpdateOffset.Start)).Updates;
        var state = await log.GetStateAsync();

        Assert.Equal(20, (await log.ReadAsync(state.Earliest)).Updates.Count);
        for (var index = 0; index < all.Count; index++)
        {
            var page = await log.ReadAsync(all[index].Offset);
            Assert.Equal(all[index].Offset, page.From);
            Assert.Equal(Texts(all.Skip(index + 1)), Texts(page.Updates));
        }
    }

    [Fact]
    public async Task Now_is_the_tail_and_an_empty_feed_has_one_too()
    {
        var log = await NewAsync("now");
        var before = await log.ReadAsync(UpdateOffset.Now);
        await log.AppendAsync(Numbers(0, 2));
        var after = await log.ReadAsync(UpdateOffset.Now);

        Assert.Empty(before.Updates);
        Assert.True(before.IsUpToDate);
        Assert.False(before.Next.IsStart || before.Next.IsNow);
        Assert.Equal(2, (await log.ReadAsync(before.Next)).Updates.Count);
        Assert.Empty(after.Updates);
        Assert.Equal((await log.GetStateAsync()).Tail, after.Next);
    }

    [Theory]
    [InlineData(1, int.MaxValue)]
    [InlineData(7, int.MaxValue)]
    [InlineData(100, 1)]
    [InlineData(100, 9)]
    public async Task Pages_of_any_size_are_together_the_whole_feed(int count, int bytes)
    {
        var log = await NewAsync("pages");
        await log.AppendAsync(Numbers(0, 30));
        List<string> texts = [];
        var cursor = UpdateOffset.Start;
        UpdatePage page;
        do
        {
            page = await log.ReadAsync(cursor, new ReadOptions { MaxCount = count, MaxBytes = bytes });
            Assert.InRange(page.Updates.Count, 1, count);
            Assert.True(page.Updates.Count == 1 || page.Updates.Sum(static update => update.Payload.Length) <= bytes);
            texts.AddRange(Texts(page.Updates));
            cursor = page.Next;
        }
        while (!page.IsUpToDate);

        Assert.Equal(Enumerable.Range(0, 30).Select(static number => $"{number}"), texts);
    }

    [Fact]
    public async Task A_filter_returns_some_and_still_moves_the_cursor_past_all()
    {
        var log = await NewAsync("filter");
        await log.AppendAsync([.. Enumerable.Range(0, 12).Select(static number => new NewUpdate(Bytes(number)) { Type = number % 3 == 0 ? "third" : number % 2 == 0 ? "even" : null })]);

        var thirds = await log.ReadAsync(UpdateOffset.Start, new ReadOptions { Types = new HashSet<string> { "third" } });
        var none = await log.ReadAsync(UpdateOffset.Start, new ReadOptions { Types = new HashSet<string> { "absent" } });
        var two = await log.ReadAsync(UpdateOffset.Start, new ReadOptions { Types = new HashSet<string> { "third", "even" }, MaxCount = 2 });

        Assert.Equal(["0", "3", "6", "9"], Texts(thirds.Updates));
        Assert.True(thirds.IsUpToDate);
        Assert.Empty(none.Updates);
        Assert.Equal((await log.GetStateAsync()).Tail, none.Next);
        Assert.Equal(["0", "2"], Texts(two.Updates));
        Assert.False(two.IsUpToDate);
        Assert.Equal(["3", "4"], Texts((await log.ReadAsync(two.Next, new ReadOptions { Types = new HashSet<string> { "third", "even" }, MaxCount = 2 })).Updates));
    }

    [Fact]
    public async Task Cursors_of_others_and_from_beyond_the_end_are_refused()
    {
        var log = await NewAsync("mine");
        var tail = (await log.AppendAsync(Numbers(0, 3))).Next;

        var foreign = await Assert.ThrowsAsync<OffsetGoneException>(async () => await log.ReadAsync(new UpdateOffset(tail.Epoch + 1, 1)));
        var ahead = await Assert.ThrowsAsync<OffsetGoneException>(async () => await log.ReadAsync(new UpdateOffset(tail.Epoch, 4)));

        Assert.Equal(OffsetGoneReason.Foreign, foreign.Reason);
        Assert.Equal(OffsetGoneReason.Ahead, ahead.Reason);
        Assert.Equal(tail, ahead.Tail);
        Assert.True(await log.WaitAsync(new UpdateOffset(tail.Epoch + 1, 1), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_feed_that_is_deleted_and_created_again_refuses_its_former_cursors()
    {
        var first = await NewAsync("again");
        var old = (await first.AppendAsync(Numbers(0, 3))).OffsetOf(0);
        Assert.True(await Store.DeleteAsync("again"));
        Assert.False(await Store.DeleteAsync("again"));
        Assert.Null(await Store.FindAsync("again"));
        var second = await NewAsync("again");

        Assert.Empty((await second.ReadAsync(UpdateOffset.Start)).Updates);
        await second.AppendAsync(Numbers(5, 3));
        Assert.Equal(OffsetGoneReason.Foreign, (await Assert.ThrowsAsync<OffsetGoneException>(async () => await second.ReadAsync(old))).Reason);
        await Assert.ThrowsAsync<FeedNotFoundException>(async () => await first.AppendAsync(Numbers(0, 1)));
        await Assert.ThrowsAsync<FeedNotFoundException>(async () => await first.ReadAsync(UpdateOffset.Start));
        Assert.Equal(["5", "6", "7"], Texts((await second.ReadAsync(UpdateOffset.Start)).Updates));
    }

    [Fact]
    public async Task A_waiter_wakes_when_something_is_appended()
    {
        var log = await NewAsync("wait");
        var tail = (await log.GetStateAsync()).Tail;

        var waiting = log.WaitAsync(tail, Timeout.InfiniteTimeSpan).AsTask();
        Assert.False(waiting.IsCompleted);
        await log.AppendAsync(Numbers(0, 1));

        Assert.True(await waiting.WaitAsync(Patience));
        Assert.True(await log.WaitAsync(tail, TimeSpan.Zero));
        Assert.False(await log.WaitAsync((await log.GetStateAsync()).Tail, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_waiter_wakes_when_the_feed_is_closed_or_deleted()
    {
        var closing = await NewAsync("closing");
        var deleting = await NewAsync("deleting");
        var onClose = closing.WaitAsync((await closing.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan).AsTask();
        var onDelete = deleting.WaitAsync((await deleting.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan).AsTask();

        await closing.CloseAsync();
        await Store.DeleteAsync("deleting");

        Assert.True(await onClose.WaitAsync(Patience));
        await Assert.ThrowsAsync<FeedNotFoundException>(() => onDelete.WaitAsync(Patience));
    }

    [Fact]
    public async Task Waiting_ends_with_its_token()
    {
        var log = await NewAsync("token");
        using CancellationTokenSource source = new();
        var waiting = log.WaitAsync((await log.GetStateAsync()).Tail, Timeout.InfiniteTimeSpan, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_closed_feed_is_read_to_its_end_and_takes_nothing_more()
    {
        var log = await NewAsync("closed");
        await log.AppendAsync(Numbers(0, 2));
        var last = await log.AppendAsync(new AppendRequest(Numbers(2, 2)) { Close = true });

        var part = await log.ReadAsync(UpdateOffset.Start, new ReadOptions { MaxCount = 3 });
        var rest = await log.ReadAsync(part.Next);
        var refused = await Assert.ThrowsAsync<FeedClosedException>(async () => await log.AppendAsync(Numbers(4, 1)));
        var again = await log.CloseAsync();

        Assert.True(last.IsClosed);
        Assert.False(part.IsClosed);
        Assert.Equal(["3"], Texts(rest.Updates));
        Assert.True(rest.IsClosed);
        Assert.Equal(last.Next, refused.Tail);
        Assert.True(again.IsClosed);
        Assert.Equal(0, again.Count);
        Assert.True((await log.GetStateAsync()).IsClosed);
        await Assert.ThrowsAsync<ArgumentException>(async () => await (await NewAsync("open")).AppendAsync(new AppendRequest([])));
    }

    [Fact]
    public async Task A_batch_of_a_producer_is_appended_once()
    {
        var log = await NewAsync("producer");
        var first = await log.AppendAsync(new AppendRequest(Numbers(0, 2)) { Producer = new ProducerPosition("p", 0, 0) });
        var second = await log.AppendAsync(new AppendRequest(Numbers(2, 1)) { Producer = new ProducerPosition("p", 0, 1) });
        var repeated = await log.AppendAsync(new AppendRequest(Numbers(0, 2)) { Producer = new ProducerPosition("p", 0, 0) });
        var other = await log.AppendAsync(new AppendRequest(Numbers(3, 1)) { Producer = new ProducerPosition("q", 4, 0) });
        var restarted = await log.AppendAsync(new AppendRequest(Numbers(4, 1)) { Producer = new ProducerPosition("p", 2, 0) });

        Assert.False(first.IsDuplicate || second.IsDuplicate || other.IsDuplicate || restarted.IsDuplicate);
        Assert.True(repeated.IsDuplicate);
        Assert.Equal(0, repeated.Count);
        Assert.Equal(1, repeated.ProducerSequence);
        Assert.Equal(second.Next, repeated.Next);
        Assert.Equal(["0", "1", "2", "3", "4"], Texts((await log.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(2, (await Assert.ThrowsAsync<ProducerFencedException>(
            async () => await log.AppendAsync(new AppendRequest(Numbers(9, 1)) { Producer = new ProducerPosition("p", 0, 2) }))).CurrentEpoch);
        var gap = await Assert.ThrowsAsync<ProducerSequenceException>(
            async () => await log.AppendAsync(new AppendRequest(Numbers(9, 1)) { Producer = new ProducerPosition("p", 2, 2) }));
        Assert.Equal(1, gap.Expected);
        Assert.False(gap.IsNewEpoch);
        Assert.True((await Assert.ThrowsAsync<ProducerSequenceException>(
            async () => await log.AppendAsync(new AppendRequest(Numbers(9, 1)) { Producer = new ProducerPosition("p", 3, 1) }))).IsNewEpoch);
    }

    [Fact]
    public async Task The_batch_that_closed_a_feed_may_be_repeated_and_no_other()
    {
        var log = await NewAsync("closer");
        AppendRequest closing = new(Numbers(0, 1)) { Producer = new ProducerPosition("p", 0, 0), Close = true };
        await log.AppendAsync(closing);
        var repeated = await log.AppendAsync(closing);

        Assert.True(repeated is { IsDuplicate: true, IsClosed: true });
        await Assert.ThrowsAsync<FeedClosedException>(async () => await log.AppendAsync(new AppendRequest([]) { Producer = new ProducerPosition("p", 0, 1), Close = true }));
        Assert.Single((await log.ReadAsync(UpdateOffset.Start)).Updates);
    }

    [Fact]
    public async Task The_sequence_of_writers_grows_by_ordinal_comparison()
    {
        var log = await NewAsync("writers");
        await log.AppendAsync(new AppendRequest(Numbers(0, 1)) { WriterSequence = "10" });
        await log.AppendAsync(new AppendRequest(Numbers(1, 1)) { WriterSequence = "2" });
        await log.AppendAsync(Numbers(2, 1));

        var same = await Assert.ThrowsAsync<WriterSequenceException>(async () => await log.AppendAsync(new AppendRequest(Numbers(9, 1)) { WriterSequence = "2" }));
        await Assert.ThrowsAsync<WriterSequenceException>(async () => await log.AppendAsync(new AppendRequest(Numbers(9, 1)) { WriterSequence = "10" }));

        Assert.Equal("2", same.Last);
        Assert.Equal(3, (await log.GetStateAsync()).Tail.Sequence);
    }

    [Fact]
    public async Task A_trimmed_feed_goes_on_behind_what_was_forgotten()
    {
        var log = await NewAsync("trim");
        var receipt = await log.AppendAsync(Numbers(0, 10));
        await log.TrimAsync(UpdateOffset.Now);
        await log.TrimAsync(receipt.OffsetOf(3));
        var state = await log.GetStateAsync();
        await log.AppendAsync(Numbers(10, 2));
        var rest = await log.ReadAsync(state.Earliest);

        Assert.InRange(state.Earliest.Sequence, 0, 10);
        Assert.Equal(state.Earliest, (await log.ReadAsync(UpdateOffset.Start)).From);
        Assert.Equal(12 - state.Earliest.Sequence, rest.Updates.Count);
        Assert.Equal("11", Texts(rest.Updates)[^1]);
        if (state.Earliest.Sequence > 1)
        {
            var gone = await Assert.ThrowsAsync<OffsetGoneException>(async () => await log.ReadAsync(receipt.OffsetOf(0)));
            Assert.Equal(OffsetGoneReason.Forgotten, gone.Reason);
            Assert.Equal(state.Earliest, gone.Earliest);
        }
    }

    [Fact]
    public async Task Creating_a_feed_again_in_the_same_way_finds_it()
    {
        FeedConfiguration configuration = new() { ContentType = "text/plain; charset=utf-8", TimeToLive = TimeSpan.FromHours(1), RetainBytes = 5 << 20 };
        var first = await Store.CreateAsync("dir/same", configuration, new AppendRequest(Numbers(0, 1)));
        var second = await Store.CreateAsync("dir/same", configuration with { ContentType = "TEXT/plain" }, new AppendRequest(Numbers(1, 1)));

        Assert.True(first.IsNew);
        Assert.False(second.IsNew);
        Assert.Single((await second.Log.ReadAsync(UpdateOffset.Start)).Updates);
        Assert.Equal(configuration, (await Store.FindAsync("dir/same"))!.Configuration);
        await Assert.ThrowsAsync<FeedConflictException>(async () => await Store.CreateAsync("dir/same", configuration with { TimeToLive = TimeSpan.FromHours(2) }));
        await Assert.ThrowsAsync<FeedConflictException>(async () => await Store.CreateAsync("dir/same", configuration with { ContentType = "text/html" }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateAsync("x", configuration with { ExpiresAt = Time.GetUtcNow() }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateAsync("../x"));
    }

    [Fact]
    public async Task A_feed_can_be_created_closed_with_all_that_it_will_ever_have()
    {
        var created = await Store.CreateAsync("whole", null, new AppendRequest(Numbers(0, 3)) { Close = true });

        var page = await created.Log.ReadAsync(UpdateOffset.Start);

        Assert.Equal(["0", "1", "2"], Texts(page.Updates));
        Assert.True(page.IsClosed);
    }

    [Fact]
    public async Task Names_are_listed_in_order()
    {
        foreach (var name in new[] { "b/2", "a", "b/10", "Ä", "b" })
        {
            await NewAsync(name);
        }

        await Store.DeleteAsync("a");

        Assert.Equal(["b", "b/10", "b/2", "Ä"], await ListAsync(""));
        Assert.Equal(["b/10", "b/2"], await ListAsync("b/"));
    }

    [Fact]
    public async Task A_feed_that_nobody_uses_expires()
    {
        var idle = await NewAsync("idle", new FeedConfiguration { TimeToLive = TimeSpan.FromMinutes(10) });
        await NewAsync("until", new FeedConfiguration { ExpiresAt = Time.GetUtcNow().AddMinutes(15) });

        Time.Advance(TimeSpan.FromMinutes(9));
        await idle.ReadAsync(UpdateOffset.Start);
        Time.Advance(TimeSpan.FromMinutes(5));
        await idle.GetStateAsync();
        Assert.NotNull(await Store.FindAsync("until"));
        Time.Advance(TimeSpan.FromMinutes(4));
        Assert.NotNull(await Store.FindAsync("idle"));
        Assert.Null(await Store.FindAsync("until"));
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await Store.FindAsync("idle"));
        await Assert.ThrowsAsync<FeedNotFoundException>(async () => await idle.GetStateAsync());
        Assert.Empty(await ListAsync(""));
        Assert.Empty((await (await NewAsync("idle")).ReadAsync(UpdateOffset.Start)).Updates);
    }

    [Fact]
    public async Task A_fork_begins_with_the_updates_of_its_source_and_goes_its_own_way()
    {
        var source = await NewAsync("source");
        var receipt = await source.AppendAsync(Numbers(0, 4));
        var fork = await NewAsync("fork", new FeedConfiguration { Fork = new ForkPoint("source", receipt.OffsetOf(1)) });
        await source.AppendAsync(Numbers(4, 1));
        await fork.AppendAsync(Numbers(100, 2));
        var second = await NewAsync("second", new FeedConfiguration { Fork = new ForkPoint("fork") });
        await second.AppendAsync(Numbers(200, 1));

        var page = await fork.ReadAsync(UpdateOffset.Start);

        Assert.Equal(["0", "1", "100", "101"], Texts(page.Updates));
        Assert.Equal([receipt.OffsetOf(0), receipt.OffsetOf(1)], page.Updates.Take(2).Select(static update => update.Offset));
        Assert.Equal(page.Updates.Select(static update => update.Offset), page.Updates.Select(static update => update.Offset).Order());
        Assert.Equal(["1", "100", "101"], Texts((await fork.ReadAsync(receipt.OffsetOf(0))).Updates));
        Assert.Equal(["100", "101"], Texts((await fork.ReadAsync(receipt.OffsetOf(1))).Updates));
        Assert.Equal(["101"], Texts((await fork.ReadAsync(page.Updates[2].Offset)).Updates));
        Assert.Equal(["0", "1", "2", "3", "4"], Texts((await source.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["0", "1", "100", "101", "200"], Texts((await second.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["101", "200"], Texts((await second.ReadAsync(page.Updates[2].Offset)).Updates));
        await Assert.ThrowsAsync<OffsetGoneException>(async () => await fork.ReadAsync(receipt.OffsetOf(2)));
    }

    [Fact]
    public async Task A_fork_may_leave_inside_of_a_batch_and_inside_of_an_update()
    {
        var json = await NewAsync("json");
        await json.AppendAsync(Numbers(0, 4));
        var text = await NewAsync("text", new FeedConfiguration { ContentType = "text/plain" });
        await text.AppendAsync(new NewUpdate("hello"u8.ToArray()));
        var start = (await text.GetStateAsync()).Earliest;

        var two = await NewAsync("two", new FeedConfiguration { Fork = new ForkPoint("json", UpdateOffset.Start, 2) });
        var hel = await Store.CreateAsync("hel", new FeedConfiguration { Fork = new ForkPoint("text", start, 3) }, new AppendRequest([new NewUpdate("p"u8.ToArray())]));
        var he = await NewAsync("he", new FeedConfiguration { Fork = new ForkPoint("hel", UpdateOffset.Start, 2) });

        Assert.Equal(["0", "1"], Texts((await two.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["hel", "p"], Texts((await hel.Log.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal(["he"], Texts((await he.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.Equal("text/plain", he.Configuration.ContentType);
        Assert.Equal(ForkRejection.SubOffset, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("json", UpdateOffset.Start, 5) }));
        Assert.Equal(ForkRejection.SubOffset, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("text", start, 6) }));
        Assert.Equal(ForkRejection.Offset, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("text", new UpdateOffset(start.Epoch, 2)) }));
        Assert.Equal(ForkRejection.ContentTypeDiffers, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("text"), ContentType = "text/html" }));
        Assert.Equal(ForkRejection.SourceNotFound, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("absent") }));
    }

    [Fact]
    public async Task A_fork_of_a_closed_feed_is_open_and_knows_no_producers()
    {
        var source = await NewAsync("done");
        await source.AppendAsync(new AppendRequest(Numbers(0, 1)) { Producer = new ProducerPosition("p", 3, 0), WriterSequence = "9", Close = true });

        var fork = await NewAsync("open", new FeedConfiguration { Fork = new ForkPoint("done") });
        var receipt = await fork.AppendAsync(new AppendRequest(Numbers(1, 1)) { Producer = new ProducerPosition("p", 0, 0), WriterSequence = "1" });

        Assert.False(receipt.IsDuplicate || receipt.IsClosed);
        Assert.Equal(["0", "1"], Texts((await fork.ReadAsync(UpdateOffset.Start)).Updates));
        Assert.True((await Store.CreateAsync("open", new FeedConfiguration { Fork = new ForkPoint("done") })) is { IsNew: false });
    }

    [Fact]
    public async Task A_source_is_kept_for_its_forks_and_its_name_stays_taken()
    {
        var source = await NewAsync("kept");
        await source.AppendAsync(Numbers(0, 2));
        var middle = await NewAsync("middle", new FeedConfiguration { Fork = new ForkPoint("kept") });
        await middle.AppendAsync(Numbers(2, 1));
        var last = await NewAsync("last", new FeedConfiguration { Fork = new ForkPoint("middle") });

        Assert.True(await Store.DeleteAsync("kept"));
        Assert.True(await Store.DeleteAsync("middle"));

        Assert.Equal(["0", "1", "2"], Texts((await last.ReadAsync(UpdateOffset.Start)).Updates));
        await Assert.ThrowsAsync<FeedDeletedException>(async () => await Store.FindAsync("kept"));
        await Assert.ThrowsAsync<FeedDeletedException>(async () => await Store.DeleteAsync("middle"));
        await Assert.ThrowsAsync<FeedConflictException>(async () => await NewAsync("kept"));
        Assert.Equal(ForkRejection.SourceDeleted, await RejectionAsync(new FeedConfiguration { Fork = new ForkPoint("kept") }));
        Assert.Equal(["last"], await ListAsync(""));
        Assert.True(await Store.DeleteAsync("last"));
        Assert.Null(await Store.FindAsync("middle"));
        Assert.Null(await Store.FindAsync("kept"));
        Assert.Empty((await (await NewAsync("kept")).ReadAsync(UpdateOffset.Start)).Updates);
    }

    [Fact]
    public async Task Many_writers_and_readers_at_once_lose_nothing_and_double_nothing()
    {
        const int Writers = 8;
        const int Batches = 25;
        var log = await NewAsync("crowd");
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                var receipt = await log.AppendAsync([new NewUpdate(Bytes(batch)) { Key = $"{writer}" }, new NewUpdate(Bytes(batch)) { Key = $"{writer}" }]);
                Assert.Equal(2, receipt.Count);
            }
        })).ToArray();
        var reading = Enumerable.Range(0, 3).Select(_ => Task.Run(() => FollowAsync(log, Writers * Batches * 2))).ToArray();

        await Task.WhenAll(writing).WaitAsync(Patience);
        var followed = await Task.WhenAll(reading).WaitAsync(Patience);

        foreach (var updates in followed)
        {
            Assert.Equal(Enumerable.Range(1, Writers * Batches * 2).Select(static number => (long)number), updates.Select(static update => update.Offset.Sequence));
            foreach (var mine in updates.GroupBy(static update => update.Key))
            {
                Assert.Equal(Enumerable.Range(0, Batches).SelectMany(static batch => new[] { $"{batch}", $"{batch}" }), Texts(mine));
            }
        }
    }

    protected async Task<IUpdateLog> NewAsync(string name, FeedConfiguration? configuration = null)
    {
        var creation = await Store.CreateAsync(name, configuration);
        Assert.True(creation.IsNew);
        return creation.Log;
    }

    protected static NewUpdate[] Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(static number => new NewUpdate(Bytes(number)))];

    protected static byte[] Bytes(int number) => Encoding.UTF8.GetBytes($"{number}");

    protected static IReadOnlyList<string> Texts(IEnumerable<Update> updates) => [.. updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span))];

    protected async Task<IReadOnlyList<string>> ListAsync(string prefix)
    {
        List<string> names = [];
        await foreach (var name in Store.ListAsync(prefix))
        {
            names.Add(name);
        }

        return names;
    }

    private static async Task<IReadOnlyList<Update>> FollowAsync(IUpdateLog log, int count)
    {
        List<Update> updates = [];
        var cursor = UpdateOffset.Start;
        while (updates.Count < count)
        {
            var page = await log.ReadAsync(cursor, new ReadOptions { MaxCount = 17 });
            updates.AddRange(page.Updates);
            cursor = page.Next;
            if (page.IsUpToDate && updates.Count < count)
            {
                await log.WaitAsync(cursor, Timeout.InfiniteTimeSpan);
            }
        }

        return updates;
    }

    private async Task<ForkRejection> RejectionAsync(FeedConfiguration configuration)
        => (await Assert.ThrowsAsync<ForkRejectedException>(async () => await Store.CreateAsync("rejected", configuration))).Reason;
}
