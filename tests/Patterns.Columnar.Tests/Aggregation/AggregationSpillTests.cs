using Patterns.Columnar.Spilling;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class AggregationSpillTests
{
    private const int Batches = 50;
    private const int RowsPerBatch = 16_384;

    [Theory]
    [InlineData(1L << 16)]
    [InlineData(1L << 23)]
    public async Task Groups_beyond_the_memory_limit_are_complete_and_the_disk_is_left_clean(long limit)
    {
        using var folder = new TemporaryDirectory();
        var options = new AggregationOptions { MemoryLimit = limit, SpillFolder = folder.Path, DegreeOfParallelism = 2 };
        using var aggregation = Create(options);
        await aggregation.AddAsync(Rows());
        Assert.True(aggregation.File.Length > 0);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        }

        var (rows, groups, firsts) = (0L, 0, 0L);
        var seen = new HashSet<long>();
        await foreach (var batch in aggregation.FinishAsync())
        {
            using (batch)
            {
                groups += batch.RowCount;
                foreach (var key in batch.Column<long>("key").Values)
                {
                    Assert.True(seen.Add(key));
                }

                rows += batch.Column<long>("rows").Values.ToArray().Sum();
                var keys = batch.Column<long>("key").Values.ToArray();
                firsts += batch.Column<long>("first").Values.ToArray().Where((first, index) => first == FirstRow(keys[index])).LongCount();
            }
        }

        Assert.Equal(((long)Batches * RowsPerBatch, Batches * RowsPerBatch / 2, (long)groups), (rows, groups, firsts));
        aggregation.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(1L << 23)]
    [InlineData(1L << 24)]
    public async Task Memory_stays_inside_the_limit(long limit)
    {
        var peaks = new List<long>();
        foreach (var memoryLimit in (long[])[0, limit])
        {
            using var aggregation = Create(new AggregationOptions { MemoryLimit = memoryLimit, DegreeOfParallelism = 2 });
            await aggregation.AddAsync(Rows());
            await foreach (var batch in aggregation.FinishAsync())
            {
                batch.Dispose();
            }

            peaks.Add(aggregation.Budget.PeakBytes);
        }

        Assert.True(peaks[0] > limit, $"Without a limit only {peaks[0]} bytes were used, so that the test shows nothing.");
        Assert.InRange(peaks[1], 1, limit);
    }

    [Fact]
    public async Task Few_groups_are_never_set_aside()
    {
        using var aggregation = new ParallelAggregation(
            Schema, [new("key", Expression.Parse("key % 10"))], [new("rows", Aggregate.Count())], new AggregationOptions { MemoryLimit = 1 << 24 });
        await aggregation.AddAsync(Rows());
        using var groups = await aggregation.FinishAsync().SingleAsync();

        Assert.Equal((10, 0), (groups.RowCount, aggregation.File.Length));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(path, "not a folder");
        using var aggregation = Create(new AggregationOptions { MemoryLimit = 1 << 16, SpillFolder = path });

        var error = await Assert.ThrowsAsync<SpillException>(() => aggregation.AddAsync(Rows()));

        Assert.Equal(("spill.failed", path, 0L), (error.Code, error.Folder, error.Bytes));
        Assert.Contains("raise the limit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_a_typed_error()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var file = new SpillFile("/full", File.OpenHandle("/dev/full", FileMode.Open, FileAccess.ReadWrite));

        var error = Assert.Throws<SpillException>(() => file.Append(new byte[100]));

        Assert.Equal("/full", error.Folder);
        Assert.IsType<IOException>(error.InnerException);
    }

    private static Schema Schema { get; } = new(new Field("key", DataType.Int64), new Field("row", DataType.Int64), new Field("name", DataType.String));

    private static ParallelAggregation Create(AggregationOptions options) => new(
        Schema,
        [new("key", Expression.Column("key"))],
        [
            new("rows", Aggregate.Count()), new("first", Aggregate.First(Expression.Column("row"))), new("sum", Aggregate.Sum(Expression.Column("row"))),
            new("name", Aggregate.Max(Expression.Column("name"))),
        ],
        options);

    /// <summary>Every key in two rows, far from each other.</summary>
    private static IEnumerable<ColumnBatch> Rows()
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            using var builder = new ColumnBatchBuilder(Schema);
            for (var row = batch * RowsPerBatch; row < (batch + 1) * RowsPerBatch; row++)
            {
                var key = row % (Batches * RowsPerBatch / 2) * 1_000_003L;
                builder.Fixed<long>(0).Append(key);
                builder.Fixed<long>(1).Append(row);
                builder.Binary(2).Append($"name {key % 977}");
            }

            yield return builder.Build();
        }
    }

    private static long FirstRow(long key) => key / 1_000_003;
}
