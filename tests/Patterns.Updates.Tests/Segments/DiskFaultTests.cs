namespace Patterns.Updates.Tests.Segments;

public sealed class DiskFaultTests
{
    [Fact]
    public async Task A_full_disk_refuses_an_append_and_takes_it_when_there_is_space()
    {
        for (var room = 0; room < 120; room += 7)
        {
            using var log = TestLog.Create();
            await log.AppendAsync(0);
            log.Folder.Room = room;

            var full = await Assert.ThrowsAsync<UpdateStorageFullException>(() => log.AppendAsync(1));
            Assert.Equal(TestLog.Expected(1), await log.ReadAllAsync());
            log.Folder.Room = int.MaxValue;
            await log.AppendAsync(1);

            Assert.Contains("No space left", full.Message, StringComparison.Ordinal);
            using var reopened = TestLog.Open(log.Folder.Copy());
            Assert.Equal(TestLog.Expected(2), await reopened.ReadAllAsync());
        }
    }

    [Fact]
    public async Task A_full_disk_at_the_beginning_of_a_segment_loses_nothing()
    {
        using var log = TestLog.Create(segmentBytes: 4096);
        var (refused, number) = (0, 0);
        while (number < 60)
        {
            try
            {
                log.Folder.Room = refused % 2 == 0 ? 1000 : int.MaxValue;
                await log.AppendAsync(number, 60);
                number++;
            }
            catch (UpdateStorageFullException)
            {
                refused++;
            }

            refused += refused % 2 != 0 ? 1 : 0;
            log.Folder.Room = int.MaxValue;
            if (refused > 0 && number < 60)
            {
                await log.AppendAsync(number++, 60);
            }
        }

        Assert.True(refused > 0);
        using var reopened = TestLog.Open(log.Folder.Copy(), 4096);
        Assert.Equal(TestLog.Expected(number), await reopened.ReadAllAsync());
    }

    [Fact]
    public async Task A_failed_flush_ends_appending_until_the_log_is_opened_again()
    {
        using var log = TestLog.Create();
        await log.AppendAsync(0);
        log.Folder.FailingFlushes = 1;

        await Assert.ThrowsAsync<UpdateLogFailedException>(() => log.AppendAsync(1));
        var second = await Assert.ThrowsAsync<UpdateLogFailedException>(() => log.AppendAsync(1));
        var read = await log.ReadAllAsync();

        Assert.Equal("updates.log-failed", second.Code);
        Assert.Equal(TestLog.Expected(1), read);
        using var reopened = TestLog.Open(log.Folder.Copy());

        // The batch may or may not have reached the disk; the producer repeats it and it is there once.
        await reopened.AppendAsync(1);
        Assert.Equal(TestLog.Expected(2), await reopened.ReadAllAsync());
    }

    [Fact]
    public async Task All_who_waited_for_a_flush_that_failed_are_told_so()
    {
        using var log = TestLog.Create();
        log.Folder.FailingFlushes = 1;

        var appends = Enumerable.Range(0, 50).Select(number => Task.Run(() => log.Log.AppendAsync(new NewUpdate(new byte[] { 1 })).AsTask())).ToList();

        foreach (var append in appends)
        {
            await Assert.ThrowsAsync<UpdateLogFailedException>(() => append);
        }

        Assert.Equal(0, (await log.Log.GetStateAsync()).Tail.Sequence);
    }

    [Fact]
    public async Task Appends_that_come_while_others_are_flushed_share_the_next_flush()
    {
        using var log = TestLog.Create(segmentBytes: 1 << 20);
        using ManualResetEventSlim gate = new();
        using ManualResetEventSlim reached = new();
        log.Folder.OnFlush = () =>
        {
            reached.Set();
            gate.Wait();
        };
        var before = log.Folder.Flushes;
        var first = Task.Run(() => log.Log.AppendAsync(new NewUpdate(new byte[] { 1 })).AsTask());
        reached.Wait();

        var others = Enumerable.Range(0, 500).Select(_ => log.Log.AppendAsync(new NewUpdate(new byte[] { 1 })).AsTask()).ToList();
        Assert.All(others, static append => Assert.False(append.IsCompleted));
        Assert.Empty((await log.Log.ReadAsync(UpdateOffset.Start)).Updates);
        gate.Set();
        await first;
        var receipts = await Task.WhenAll(others);

        Assert.Equal(2, log.Folder.Flushes - before);
        Assert.Equal(Enumerable.Range(2, 500).Select(static number => (long)number), receipts.Select(static receipt => receipt.Next.Sequence));
        using var reopened = TestLog.Open(log.Folder.Copy());
        Assert.Equal(501, (await reopened.Log.GetStateAsync()).Tail.Sequence);
    }
}
