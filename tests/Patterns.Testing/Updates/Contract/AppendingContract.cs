using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>What writers are promised: producers, sequences, the end of a feed, many at once.</summary>
public sealed class AppendingContract(Func<TimeProvider, IUpdateStore> open) : UpdateStoreContract(open)
{
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
}
