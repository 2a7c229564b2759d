using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class NestedTests
{
    [Fact]
    public async Task Random_nested_files_come_back_as_written_whatever_the_limits_are()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var schema = RandomBatch.NestedSchema(random, random.Next(1, 4), random.Next(1, 5));
            using var batch = RandomBatch.Create(schema, random.Next(600), random);
            var reading = new ParquetReaderOptions { BatchRowCount = random.Next(1, 700), ReadByteCount = 4096 };

            var file = await ParquetBytes.WriteAsync(schema, RoundTripTests.RandomLimits(random), batch);
            await using var opened = await ParquetBytes.OpenAsync(file);

            Assert.Equal(schema, opened.Schema);
            Cell.AssertEqual([.. Cell.Rows(batch)], await ParquetBytes.ReadRowsAsync(file, reading), $"seed {seed}, {schema}");
        }
    }

    [Fact]
    public async Task Slices_of_nested_columns_are_written_with_their_own_rows()
    {
        var random = new Random(5);
        var schema = RandomBatch.NestedSchema(random, 4, 3);
        using var batch = RandomBatch.Create(schema, 500, random);
        using var slice = batch.Slice(123, 300);

        var file = await ParquetBytes.WriteAsync(schema, null, slice);

        Cell.AssertEqual([.. Cell.Rows(batch).Skip(123).Take(300)], await ParquetBytes.ReadRowsAsync(file), "slice");
    }

    [Fact]
    public async Task A_null_inside_a_struct_that_allows_none_is_refused_unless_the_struct_is_null()
    {
        var strict = new Schema(new Field("s", DataType.Struct(new Field("n", DataType.Int64, nullable: false))));
        using var fine = Structs(isStructNull: true);
        using var broken = Structs(isStructNull: false);

        var file = await ParquetBytes.WriteAsync(strict, null, fine);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => ParquetBytes.WriteAsync(strict, null, broken));

        Assert.Equal([["null"], ["{n: 1}"]], await ParquetBytes.ReadRowsAsync(file));
        Assert.Contains("'s.n', is null", error.Message, StringComparison.Ordinal);

        ColumnBatch Structs(bool isStructNull)
        {
            using var builder = new ColumnBatchBuilder(new Schema(new Field("s", DataType.Struct(new Field("n", DataType.Int64)))));
            var structs = (StructColumnBuilder)builder.Columns[0];
            if (isStructNull)
            {
                structs.AppendNull();
            }
            else
            {
                structs.Fields[0].AppendNull();
                structs.Append();
            }

            ((FixedColumnBuilder<long>)structs.Fields[0]).Append(1);
            structs.Append();
            return builder.Build();
        }
    }

    [Fact]
    public async Task Statistics_name_fields_of_structs_by_their_path_and_leave_lists_out()
    {
        var schema = new Schema(new Field("s", DataType.Struct(new Field("n", DataType.Int64), new Field("tags", DataType.List(DataType.String)))));
        using var builder = new ColumnBatchBuilder(schema);
        var structs = (StructColumnBuilder)builder.Columns[0];
        ((FixedColumnBuilder<long>)structs.Fields[0]).Append(5);
        ((ListColumnBuilder)structs.Fields[1]).Append();
        structs.Append();
        structs.AppendNull();
        using var batch = builder.Build();

        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, null, batch));

        var (name, statistics) = Assert.Single(file.RowGroups[0].Statistics);
        Assert.Equal(("s.n", 5L, 5L, 1L), (name, statistics.Min, statistics.Max, statistics.NullCount));
    }
}
