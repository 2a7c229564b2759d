using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>What mutants have found, each as small as it can be.</summary>
[Collection(AloneCollection.Name)]
public sealed class DamageTests
{
    [Fact]
    public async Task Column_chunks_of_impossible_sizes_are_refused_before_they_are_added_up()
    {
        var schema = new Schema(new Field("a", DataType.Int64), new Field("b", DataType.Int64));
        using var batch = RandomBatch.Create(schema, 10, new Random(1));
        var file = DamagedFooter.Replace(
            await ParquetBytes.WriteAsync(schema, null, batch),
            static chunks => [chunks[0] with { CompressedByteCount = long.MinValue }, chunks[1] with { CompressedByteCount = long.MaxValue }]);

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ParquetBytes.OpenAsync(file));

        Assert.Contains($"a column chunk of {long.MinValue} bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_contradict_each_other_give_back_what_was_read_of_them()
    {
        var item = DataType.Struct(new Field("a", DataType.Int64), new Field("b", DataType.Int64));
        var schema = new Schema(new Field("x", DataType.List(item)), new Field("y", DataType.List(item)));
        using var batch = RandomBatch.Create(schema, 100, new Random(2));
        var file = DamagedFooter.Replace(await ParquetBytes.WriteAsync(schema, null, batch), static chunks => [chunks[0], chunks[3], chunks[2], chunks[1]]);
        var before = BufferPool.Shared.RentedBytes;

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ParquetBytes.ReadRowsAsync(file));

        Assert.Equal("x", error.Column);
        Assert.Equal(before, BufferPool.Shared.RentedBytes);
    }

    [Fact]
    public async Task A_column_chunk_with_fewer_values_than_its_footer_says_is_refused()
    {
        var schema = new Schema(new Field("x", DataType.List(DataType.Int64)));
        using var batch = RandomBatch.Create(schema, 100, new Random(3));
        var file = DamagedFooter.Replace(await ParquetBytes.WriteAsync(schema, null, batch), static chunks => [chunks[0] with { ValueCount = long.MaxValue }]);

        var error = await Assert.ThrowsAsync<ParquetFormatException>(() => ParquetBytes.ReadRowsAsync(file));

        Assert.Equal("x.list.element", error.Column);
    }
}
