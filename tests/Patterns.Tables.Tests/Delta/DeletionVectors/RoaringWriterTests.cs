using System.Buffers.Binary;
using Patterns.Core;
using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Tests.Delta.DeletionVectors;

public sealed class RoaringWriterTests
{
    public static TheoryData<string, int, long[]> Sets => new()
    {
        { "one row", 10, [3] },
        { "an array", 70_000, [0, 5, 65_535, 65_536, 69_999] },
        { "a run", 70_000, [.. Enumerable.Range(100, 60_000).Select(static row => (long)row)] },
        { "a run over containers", 200_000, [.. Enumerable.Range(60_000, 100_000).Select(static row => (long)row)] },
        { "everything", 131_072, [.. Enumerable.Range(0, 131_072).Select(static row => (long)row)] },
        { "bits", 65_536, [.. Enumerable.Range(0, 32_768).Select(static row => 2L * row)] },
        { "bits at the end of a short container", 75_000, [.. Enumerable.Range(0, 37_500).Select(static row => 2L * row)] },
        { "exactly as many as an array holds", 65_536, [.. Enumerable.Range(0, 4_096).Select(static row => 3L * row)] },
        { "one more", 65_536, [.. Enumerable.Range(0, 4_097).Select(static row => 3L * row)] },
        { "gaps between containers", 10_000_000, [1, 3_000_000, 3_000_001, 9_999_999] },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void What_is_written_is_read_again(string what, int rowCount, long[] rows)
    {
        Assert.NotEmpty(what);
        Assert.Equal(rows, RoundTrip(rowCount, rows));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_set_is_read_again(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var rowCount = random.Next(1, 300_000);
            var density = random.NextDouble() * random.NextDouble();
            var rows = new List<long>();
            for (var row = 0; row < rowCount; row++)
            {
                if (random.NextDouble() < density || (rows.Count > 0 && rows[^1] == row - 1 && random.Next(20) > 0))
                {
                    rows.Add(row);
                }
            }

            Assert.Equal(rows, RoundTrip(rowCount, rows));
        }
    }

    [Fact]
    public void Each_container_has_the_smallest_form()
    {
        Assert.Equal(DeletionVectorBytes.Of(1, 7, 100), Write(200, [1, 7, 100]));
        Assert.InRange(Write(65_536, Enumerable.Range(0, 60_000).Select(static row => (long)row)).Length, 1, 40);
        Assert.InRange(Write(65_536, Enumerable.Range(0, 30_000).Select(static row => 2L * row)).Length, 8_192, 8_250);
    }

    [Fact]
    public void An_identifier_is_written_as_it_is_read()
    {
        var random = new Random(1);
        for (var length = 4; length <= 64; length += 4)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(bytes, Z85.Decode(Z85.Encode(bytes)));
            Assert.Equal(DeletionVectorBytes.ToZ85(bytes), Z85.Encode(bytes));
        }
    }

    [Fact]
    public async Task Several_vectors_share_one_file()
    {
        var objects = new MemoryObjectStore();
        await using var store = TableFixture.Store(objects);
        var table = await store.CreateAsync<Order>("t", static table => table.DeletionVectors());
        await table.AppendAsync(Order.Many(1, 100));
        await table.AppendAsync(Order.Many(2, 100, firstId: 101));

        await table.DeleteAsync(static order => order.OrderId == 7 || order.OrderId == 150);

        var path = Assert.Single(await objects.PathsAsync("t/deletion_vector_"));
        var bytes = await objects.ReadAllAsync(path);
        Assert.Equal(1, bytes[0]);
        Assert.Equal(2 * (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)) + 8), bytes.Length - 1);
        Assert.Equal([1, 1], table.Untyped.Snapshot.Files.Select(static file => file.Add.DeletionVector!.Cardinality));
        Assert.Equal(198, (await table.Untyped.RowsAsync<Order>()).Count);
    }

    private static List<long> RoundTrip(int rowCount, IEnumerable<long> rows)
    {
        var read = new List<long>();
        RoaringReader.Read(Write(rowCount, rows), (first, count) => read.AddRange(Enumerable.Range(0, count).Select(row => first + row)));
        return read;
    }

    private static byte[] Write(int rowCount, IEnumerable<long> rows)
    {
        var deleted = new DeletedRows(rowCount);
        foreach (var row in rows)
        {
            deleted.Delete(row);
        }

        return RoaringWriter.Write(deleted);
    }
}
