namespace Patterns.Updates.Tests.Segments;

public sealed class DamageTests
{
    private const int Batches = 40;

    [Fact]
    public async Task A_flipped_bit_anywhere_is_found_and_never_hides_or_changes_an_update()
    {
        using var log = TestLog.Create(segmentBytes: 4096);
        for (var number = 0; number < Batches; number++)
        {
            await log.AppendAsync(number, 60);
        }

        Random random = new(11);
        var (inData, found) = (0, 0);
        Assert.True(log.Folder.List().Count > 2);
        foreach (var name in log.Folder.List())
        {
            var used = log.Folder[name].AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
            for (var position = 0; position < log.Folder[name].Length; position += position < used ? 1 : 64)
            {
                var damaged = log.Folder.Copy();
                var bytes = damaged[name];
                bytes[position] ^= (byte)(1 << random.Next(8));
                damaged[name] = bytes;

                inData += position < used ? 1 : 0;
                found += await IsFoundAsync(damaged, position >= used, $"Bit flipped at byte {position} of {name}, which has {used}.") && position < used ? 1 : 0;
                Assert.Equal(bytes, position < used ? damaged[name] : bytes);
            }
        }

        Assert.Equal(inData, found);
    }

    [Fact]
    public async Task Damage_is_reported_with_segment_byte_and_update()
    {
        using var log = TestLog.Create();
        for (var number = 0; number < 5; number++)
        {
            await log.AppendAsync(number, 300);
        }

        var bytes = log.Folder[log.Folder.LastName];
        var place = bytes.AsSpan().IndexOf("-2..."u8);
        bytes[place] ^= 1;
        log.Folder[log.Folder.LastName] = bytes;

        var damaged = Assert.Throws<SegmentDamagedException>(() => TestLog.Open(log.Folder));

        Assert.Equal("updates.segment-damaged", damaged.Code);
        Assert.EndsWith("0000000000000001.seg", damaged.Path, StringComparison.Ordinal);
        Assert.InRange(damaged.Position, place - 700, place);
        Assert.Contains("update 6 at byte", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_is_missing_or_of_another_feed_is_refused()
    {
        using var log = TestLog.Create(segmentBytes: 4096);
        for (var number = 0; number < Batches; number++)
        {
            await log.AppendAsync(number, 60);
        }

        var names = log.Folder.List().Order(StringComparer.Ordinal).ToList();
        var renamed = log.Folder.Copy();
        renamed[names[1]] = renamed[names[0]];
        Assert.Throws<SegmentDamagedException>(() => TestLog.Open(renamed, 4096));
        TestLogFolder empty = new();
        Assert.Throws<SegmentDamagedException>(() => TestLog.Open(empty, 4096));
        var holed = log.Folder.Copy();
        holed.Delete(names[1]);
        using var open = TestLog.Open(holed, 4096);
        await Assert.ThrowsAsync<SegmentDamagedException>(open.ReadAllAsync);
    }

    /// <summary>Whether the damage is found, either when the log is opened or when it is read. If not, everything must be there.</summary>
    private static async Task<bool> IsFoundAsync(TestLogFolder folder, bool isBehindTheEnd, string flip)
    {
        try
        {
            using var log = TestLog.Open(folder, 4096);
            var texts = await log.ReadAllAsync();
            Assert.True(isBehindTheEnd, flip);
            Assert.Equal(TestLog.Expected(Batches), texts);
            return false;
        }
        catch (SegmentDamagedException)
        {
            return true;
        }
    }
}
