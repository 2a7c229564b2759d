namespace Patterns.Updates.Tests.Segments;

public sealed class TornBatchTests
{
    private const int Batches = 6;

    [Theory]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(700, false)]
    [InlineData(700, true)]
    public async Task A_write_that_ended_at_any_byte_is_cut_and_nothing_before_it(int payloadLength, bool fileEndsThere)
    {
        var (folder, start, end) = await WriteAsync(payloadLength);
        for (var written = 0; written <= end - start; written++)
        {
            var crashed = folder.Copy();
            var bytes = crashed[crashed.LastName];
            crashed[crashed.LastName] = fileEndsThere ? bytes[..(start + written)] : [.. bytes[..(start + written)], .. new byte[bytes.Length - start - written]];

            using var log = TestLog.Open(crashed);

            var kept = written == end - start ? Batches : Batches - 1;
            Assert.Equal(TestLog.Expected(kept), await log.ReadAllAsync());
            Assert.Equal(kept * 2, (await log.Log.GetStateAsync()).Tail.Sequence);

            // Who appends again after the crash is neither lost nor doubled, whether the batch had become whole or not.
            await log.AppendAsync(Batches - 1, payloadLength);
            await log.AppendAsync(Batches, payloadLength);
            using var again = TestLog.Open(crashed.Copy());
            Assert.Equal(TestLog.Expected(Batches + 1), await again.ReadAllAsync());
        }
    }

    [Fact]
    public async Task A_sector_that_never_reached_the_disk_is_an_interrupted_write()
    {
        var (folder, start, end) = await WriteAsync(1500);
        for (var sector = start / 512; sector <= (end - 1) / 512; sector++)
        {
            var crashed = folder.Copy();
            var bytes = crashed[crashed.LastName];
            bytes.AsSpan(Math.Max(start, sector * 512)..Math.Min(end, (sector + 1) * 512)).Clear();
            crashed[crashed.LastName] = bytes;

            using var log = TestLog.Open(crashed);

            Assert.Equal(TestLog.Expected(Batches - 1), await log.ReadAllAsync());
        }
    }

    [Fact]
    public async Task A_torn_batch_with_a_whole_one_behind_it_is_damage()
    {
        var (folder, start, _) = await WriteAsync(1500);
        using (var log = TestLog.Open(folder))
        {
            await log.AppendAsync(Batches);
        }

        var bytes = folder[folder.LastName];
        bytes.AsSpan(start + 600, 1024).Clear();
        folder[folder.LastName] = bytes;

        var damaged = Assert.Throws<SegmentDamagedException>(() => TestLog.Open(folder));

        Assert.Equal(start, damaged.Position);
        Assert.Contains("behind it", damaged.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, folder[folder.LastName]);
    }

    [Fact]
    public async Task A_payload_cannot_pass_for_a_batch()
    {
        // The bytes of a batch of this very feed, appended as a payload, and the write torn before them.
        var (folder, start, end) = await WriteAsync(200);
        var batch = folder[folder.LastName][start..end];
        using (var log = TestLog.Open(folder))
        {
            var padding = new byte[1024];
            Array.Fill(padding, (byte)'x');
            await log.Log.AppendAsync(new NewUpdate((byte[])[.. padding, .. batch, .. batch, .. padding]));
        }

        var bytes = folder[folder.LastName];
        bytes.AsSpan(end, 512).Clear();
        folder[folder.LastName] = bytes;
        using var reopened = TestLog.Open(folder);

        Assert.Equal(TestLog.Expected(Batches), await reopened.ReadAllAsync());
    }

    [Fact]
    public async Task A_segment_that_was_being_created_is_begun_again()
    {
        using var log = TestLog.Create(segmentBytes: 4096);
        for (var number = 0; number < 40; number++)
        {
            await log.AppendAsync(number, 100);
        }

        Assert.True(log.Folder.List().Count > 2);
        var newest = log.Folder[log.Folder.LastName];
        for (var written = 0; written < 64; written++)
        {
            // As it is right after the roll: the header in part.
            var crashed = log.Folder.Copy();
            crashed["ffffffffffffff00.seg"] = [.. newest[..written], .. new byte[4096]];
            using var reopened = TestLog.Open(crashed, 4096);

            Assert.Equal(TestLog.Expected(40), await reopened.ReadAllAsync());
            await reopened.AppendAsync(40, 100);
            Assert.Equal(TestLog.Expected(41), await reopened.ReadAllAsync());
        }
    }

    /// <summary>A log of some batches, with the place of the last.</summary>
    private static async Task<(TestLogFolder Folder, int Start, int End)> WriteAsync(int payloadLength)
    {
        using var log = TestLog.Create();
        for (var number = 0; number < Batches - 1; number++)
        {
            await log.AppendAsync(number, payloadLength);
        }

        var start = log.Folder[log.Folder.LastName].AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        await log.AppendAsync(Batches - 1, payloadLength);
        return (log.Folder, start, log.Folder[log.Folder.LastName].AsSpan().LastIndexOfAnyExcept((byte)0) + 1);
    }
}
