using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(5_000)]
    [InlineData(40_000)]
    public async Task Every_primitive_type_comes_back_as_written(int rowCount)
    {
        foreach (var nullable in new[] { true, false })
        {
            var schema = RandomBatch.EveryPrimitive(nullable);
            using var batch = RandomBatch.Create(schema, rowCount, new Random(rowCount));

            var file = await ParquetBytes.WriteAsync(schema, null, batch);
            await using var opened = await ParquetBytes.OpenAsync(file);

            Assert.Equal(schema, opened.Schema);
            Assert.Equal(rowCount, opened.RowCount);
            Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(file), $"nullable {nullable}");
        }
    }

    [Fact]
    public async Task Random_flat_files_come_back_as_written_whatever_the_limits_are()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var schema = RandomBatch.FlatSchema(random, random.Next(1, 6));
            using var first = RandomBatch.Create(schema, random.Next(3000), random);
            using var second = RandomBatch.Create(schema, random.Next(9000), random);
            var writing = RandomLimits(random);
            var reading = new ParquetReaderOptions { BatchRowCount = random.Next(1, 5000), ReadByteCount = 4096 };

            var file = await ParquetBytes.WriteAsync(schema, writing, first, second);

            List<string[]> expected = [.. Cell.Rows(first), .. Cell.Rows(second)];
            Cell.AssertEqual(expected, await ParquetBytes.ReadRowsAsync(file, reading), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Field_ids_and_the_files_metadata_come_back()
    {
        var schema = new Schema(new Field("a", DataType.Int32).WithMetadata("parquet.field.id", 7), new Field("b", DataType.String));
        var options = new ParquetWriterOptions { Metadata = new Dictionary<string, string> { ["key"] = "value", ["empty"] = "" } };

        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, options));

        Assert.Equal(schema, file.Schema);
        Assert.Equal(options.Metadata, file.Metadata);
        Assert.Matches("^Patterns version \\d+\\.\\d+\\.\\d+$", file.CreatedBy);
    }

    internal static ParquetWriterOptions RandomLimits(Random random) => new()
    {
        Compression = random.Next(4) == 0 ? Enum.GetValues<Compression>()[random.Next(5)] : (Compression)random.Next(2),
        AllowDeltas = random.Next(4) > 0,
        RowGroupRowLimit = random.Next(3) == 0 ? random.Next(1, 2000) : 100_000,
        RowGroupByteLimit = random.Next(3) == 0 ? random.Next(1, 100_000) : 1 << 27,
        PageRowLimit = random.Next(2) == 0 ? random.Next(1, 1000) : 20_000,
        PageByteLimit = random.Next(2) == 0 ? random.Next(1, 10_000) : 1 << 20,
        DictionaryByteLimit = random.Next(3) switch { 0 => 0, 1 => random.Next(1, 5000), _ => 1 << 20 },
    };
}
