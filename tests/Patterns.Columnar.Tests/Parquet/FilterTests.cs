using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class FilterTests
{
    private static readonly string[] Filters =
    [
        "n < 100", "n BETWEEN 3000 AND 3010", "n % 1000 = 7", "text = 'value 3'", "text = 'value 3' AND n > 4000", "flag", "text IS NULL", "n < 0", "n >= 0",
        "price > 20 OR n = 5",
    ];

    [Fact]
    public async Task Filtered_rows_are_those_of_the_whole_file_for_which_the_filter_is_true()
    {
        using var batch = Create(6_000, out var schema);
        var file = await ParquetBytes.WriteAsync(schema, new ParquetWriterOptions { RowGroupRowLimit = 2_500, PageRowLimit = 97 }, batch);
        await using var opened = await ParquetBytes.OpenAsync(file, new ParquetReaderOptions { BatchRowCount = 250, ReadByteCount = 4096 });

        foreach (var text in Filters)
        {
            var filter = Expression.Parse(text);
            using var expected = filter.Bind(schema).Filter(batch);

            Cell.AssertEqual([.. Cell.Rows(expected)], await RowsAsync(opened.ReadAsync(filter: filter)), text);
            using var selected = expected.Select("tags", "text");
            Cell.AssertEqual([.. Cell.Rows(selected)], await RowsAsync(opened.ReadAsync(["tags", "text"], filter)), $"two columns, {text}");
        }
    }

    [Fact]
    public async Task A_filter_of_random_columns_keeps_the_right_rows()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var schema = RandomBatch.NestedSchema(random, 4, 1);
            using var batch = RandomBatch.Create(schema, random.Next(1, 3000), random);
            var file = await ParquetBytes.WriteAsync(schema, RoundTripTests.RandomLimits(random), batch);
            var filter = Expression.Parse($"c{random.Next(4)} IS NOT NULL AND c{random.Next(4)} IS NOT NULL");
            using var expected = filter.Bind(schema).Filter(batch);

            await using var opened = await ParquetBytes.OpenAsync(file, new ParquetReaderOptions { BatchRowCount = random.Next(1, 500) });

            Cell.AssertEqual([.. Cell.Rows(expected)], await RowsAsync(opened.ReadAsync(filter: filter)), $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_column_that_is_called_like_a_field_of_a_struct_is_not_taken_for_it()
    {
        var schema = Schema.Parse("c struct<d:int>, `c.d` int");
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < 100; row++)
        {
            var structs = (StructColumnBuilder)builder.Columns[0];
            ((FixedColumnBuilder<int>)structs.Fields[0]).Append(row);
            structs.Append();
            builder.Fixed<int>(1).Append(1000 + row);
        }

        using var batch = builder.Build();
        await using var opened = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, new ParquetWriterOptions { RowGroupRowLimit = 30, PageRowLimit = 7 }, batch));
        foreach (var text in new[] { "c.d = 50", "`c.d` = 1050", "c.d = 50 AND `c.d` = 1050", "c.d < 0 OR `c.d` >= 1099" })
        {
            var filter = Expression.Parse(text);
            using var expected = filter.Bind(schema).Filter(batch);

            Assert.Equal(1, expected.RowCount);
            Cell.AssertEqual([.. Cell.Rows(expected)], await RowsAsync(opened.ReadAsync(filter: filter)), text);
        }

        Assert.Empty(opened.RowGroups[0].Statistics);
    }

    [Fact]
    public async Task A_filter_that_is_no_condition_is_refused()
    {
        using var batch = Create(10, out var schema);
        await using var opened = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, null, batch));

        var error = Assert.Throws<ArgumentException>(() => opened.ReadAsync(filter: Expression.Parse("n + 1")));

        Assert.Contains("only a boolean can filter rows", error.Message, StringComparison.Ordinal);
    }

    private static ColumnBatch Create(int rows, out Schema schema)
    {
        schema = new Schema(
            new Field("n", DataType.Int64, nullable: false), new Field("text", DataType.String), new Field("flag", DataType.Boolean),
            new Field("price", DataType.Decimal(10, 2)), new Field("tags", DataType.List(DataType.Int32)));
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < rows; row++)
        {
            builder.Fixed<long>(0).Append(row);
            builder.Binary(1).Append(row % 17 == 0 ? null : $"value {row % 10}");
            ((BooleanColumnBuilder)builder.Columns[2]).Append(row % 3 == 0 ? null : row % 5 == 0);
            builder.Fixed<long>(3).Append(row);
            var tags = (ListColumnBuilder)builder.Columns[4];
            ((FixedColumnBuilder<int>)tags.Elements).Append([.. Enumerable.Range(0, row % 4)]);
            tags.Append();
        }

        return builder.Build();
    }

    private static async Task<List<string[]>> RowsAsync(IAsyncEnumerable<ColumnBatch> batches)
    {
        var rows = new List<string[]>();
        await foreach (var batch in batches)
        {
            using (batch)
            {
                rows.AddRange(Cell.Rows(batch));
            }
        }

        return rows;
    }
}
