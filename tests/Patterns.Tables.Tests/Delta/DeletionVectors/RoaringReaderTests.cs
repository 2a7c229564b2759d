using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Tests.Delta.DeletionVectors;

public sealed class RoaringReaderTests
{
    private const int WithRuns = 12_347;

    [Fact]
    public void A_small_set_is_read() => Assert.Equal([3, 4, 7, 11, 18, 29], Rows(DeletionVectorBytes.Of(3, 4, 7, 11, 18, 29)));

    [Fact]
    public void Arrays_bitmaps_and_runs_are_read()
    {
        var rows = Enumerable.Range(0, 65_536).Where(static row => row % 3 != 0).ToList();
        var words = new ulong[1024];
        rows.ForEach(row => words[row / 64] |= 1UL << (row % 64));

        var read = Rows(Serialize(writer =>
        {
            writer.Write(1L);
            writer.Write(0);
            writer.Write(WithRuns | (3 - 1) << 16);
            writer.Write((byte)0b100);
            foreach (var (key, count) in new[] { (0, 2), (1, rows.Count), (9, 7) })
            {
                writer.Write((ushort)key);
                writer.Write((ushort)(count - 1));
            }

            writer.Write((ushort)5);
            writer.Write((ushort)65_535);
            Array.ForEach(words, writer.Write);
            writer.Write((ushort)2);
            writer.Write((ushort)10);
            writer.Write((ushort)(3 - 1));
            writer.Write((ushort)100);
            writer.Write((ushort)(4 - 1));
        }));

        Assert.Equal([5, 65_535, .. rows.Select(static row => 65_536L + row), .. Range(9 << 16, 10, 3), .. Range(9 << 16, 100, 4)], read);
    }

    [Fact]
    public void Rows_beyond_32_bits_are_in_further_bitmaps()
    {
        var bytes = Serialize(writer =>
        {
            writer.Write(2L);
            foreach (var upper in new[] { 0, 2 })
            {
                writer.Write(upper);
                writer.Write(DeletionVectorBytes.WithoutRuns);
                writer.Write(1);
                writer.Write((ushort)1);
                writer.Write((ushort)0);
                writer.Write(16);
                writer.Write((ushort)(40 + upper));
            }
        });

        Assert.Equal([65_536 + 40, (2L << 32) + 65_536 + 42], Rows(bytes));
    }

    [Fact]
    public void Damaged_bytes_are_refused_in_bounded_time()
    {
        var random = new Random(7);
        var good = DeletionVectorBytes.Of(3, 4, 7, 11, 18, 29);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = good[..random.Next(good.Length + 1)];
            for (var flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            var deleted = new DeletedRows(1000);
            try
            {
                RoaringReader.Read(bytes, deleted.Add);
                Assert.InRange(deleted.Count, 0, 1000);
            }
            catch (InvalidDataException)
            {
                // what a damaged vector is supposed to end in
            }
        }
    }

    [Theory]
    [InlineData("HelloWorld", "864FD26FB559F75B")]
    [InlineData("", "")]
    [InlineData("Hello", "864FD26F")]
    [InlineData("Hell", null)]
    [InlineData("Hel\"o", null)]
    [InlineData("#####", null)]
    public void Z85_is_decoded(string text, string? expected)
        => Assert.Equal(expected, Z85.Decode(text) is { } bytes ? Convert.ToHexString(bytes) : null);

    private static IEnumerable<long> Range(long start, int first, int count) => Enumerable.Range(first, count).Select(row => start + row);

    private static List<long> Rows(ReadOnlySpan<byte> bytes)
    {
        var rows = new List<long>();
        RoaringReader.Read(bytes, (first, count) => rows.AddRange(Enumerable.Range(0, count).Select(index => first + index)));
        return rows;
    }

    private static byte[] Serialize(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(DeletionVectorBytes.Magic);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
