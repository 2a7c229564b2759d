using System.Text;
using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What readers are promised: order, cursors, pages, filters.</summary>
public sealed class ReadingContract(Func<TimeProvider, IUpdateStore> open) : UpdateStoreContract(open)
{
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
}
