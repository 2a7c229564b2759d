using Patterns.Columnar.Parquet.Codecs;
using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet.Writing;

/// <summary>Column index and offset index of written files, beside what their pages and batches really hold.</summary>
public sealed class PageIndexTests
{
    [Fact]
    public async Task Pages_lie_where_the_offset_index_says_and_carry_their_checksums()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var schema = RandomBatch.NestedSchema(random, 3, depth: 2);
            using var batch = RandomBatch.Create(schema, random.Next(1, 3000), random);
            var bytes = await ParquetBytes.WriteAsync(schema, RoundTripTests.RandomLimits(random), batch);
            await using var file = await ParquetBytes.OpenAsync(bytes);

            foreach (var rowGroup in file.RowGroups)
            {
                foreach (var chunk in rowGroup.Metadata.Columns)
                {
                    var index = Offsets(bytes, chunk);
                    Assert.Equal(chunk.DataPageOffset, index.Pages[0].Offset);
                    var end = (chunk.DictionaryPageOffset ?? chunk.DataPageOffset) + chunk.CompressedByteCount;
                    Assert.Equal(end, index.Pages[^1].Offset + index.Pages[^1].ByteCount);
                    Assert.Equal(0, index.Pages[0].FirstRow);
                    var values = 0L;
                    for (var page = 0; page < index.Pages.Count; page++)
                    {
                        var location = index.Pages[page];
                        var header = PageHeader.Read(bytes.AsSpan((int)location.Offset), out var length);
                        values += header.ValueCount;
                        Assert.Equal(location.ByteCount, length + header.CompressedByteCount);
                        Assert.Equal((uint)header.Crc!.Value, Crc32.Sliced(bytes.AsSpan((int)location.Offset + length, header.CompressedByteCount)));
                        if (page > 0)
                        {
                            Assert.True(location.FirstRow > index.Pages[page - 1].FirstRow && location.FirstRow < rowGroup.RowCount, $"seed {seed}");
                            Assert.Equal(location.Offset, index.Pages[page - 1].Offset + index.Pages[page - 1].ByteCount);
                        }
                    }

                    Assert.Equal(chunk.ValueCount, values);
                }
            }
        }
    }

    [Fact]
    public async Task The_column_index_bounds_the_values_of_each_page()
    {
        var (unknown, known) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var schema = seed == 0 ? RandomBatch.EveryPrimitive(nullable: true) : RandomBatch.FlatSchema(random, 4);
            using var batch = RandomBatch.Create(schema, random.Next(1, 3000), random);
            var options = new ParquetWriterOptions { PageRowLimit = random.Next(1, 500), DictionaryByteLimit = random.Next(2) == 0 ? 0 : 1 << 20 };
            var bytes = await ParquetBytes.WriteAsync(schema, options, batch);
            await using var file = await ParquetBytes.OpenAsync(bytes);

            for (var column = 0; column < schema.Count; column++)
            {
                var chunk = file.RowGroups[0].Metadata.Columns[column];
                var pages = Offsets(bytes, chunk).Pages;
                if (Columns(bytes, chunk) is not { } index)
                {
                    Assert.Contains(Values(batch.Columns[column], 0, batch.RowCount), static value => value is float.NaN or double.NaN);
                    unknown++;
                    continue;
                }

                known++;
                for (var page = 0; page < pages.Count; page++)
                {
                    var end = page + 1 < pages.Count ? (int)pages[page + 1].FirstRow : batch.RowCount;
                    var values = Values(batch.Columns[column], (int)pages[page].FirstRow, end).ToList();
                    var present = values.Where(static value => value is not null).ToList();
                    Assert.Equal(values.Count - present.Count, index.NullCounts![page]);
                    Assert.Equal(present.Count == 0, index.IsNullPage[page]);
                    if (present.Count > 0)
                    {
                        var (min, max) = (Plain(schema[column].Type, Least(present)), Plain(schema[column].Type, Most(present)));
                        Assert.True(Covers(schema[column].Type, index, page, min, max), $"seed {seed}, {schema[column]}, page {page}");
                    }
                }
            }
        }

        Assert.True(unknown > 0 && known > 100);
    }

    [Theory]
    [InlineData(1, 0, nameof(BoundaryOrder.Ascending))]
    [InlineData(-1, 0, nameof(BoundaryOrder.Descending))]
    [InlineData(0, 0, nameof(BoundaryOrder.Ascending))]
    [InlineData(1, 500, nameof(BoundaryOrder.Unordered))]
    public async Task The_index_says_in_which_order_the_pages_are(int step, int disorder, string expected)
    {
        var schema = new Schema(new Field("number", DataType.Int64), new Field("text", DataType.String), new Field("flag", DataType.Boolean), new Field("empty", DataType.Int32));
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < 1000; row++)
        {
            var value = 5000 + (step * row) + (row / 100 % 2 * disorder * step);
            builder.Fixed<long>(0).Append(value);
            builder.Binary(1).Append($"long texts are cut off behind sixty-four bytes, so this one goes on {value}");
            ((BooleanColumnBuilder)builder.Columns[2]).Append(value % 2 == 0);
            builder.Columns[3].AppendNull();
        }

        using var batch = builder.Build();
        var bytes = await ParquetBytes.WriteAsync(schema, new ParquetWriterOptions { PageRowLimit = 100 }, batch);
        await using var file = await ParquetBytes.OpenAsync(bytes);
        var indexes = file.RowGroups[0].Metadata.Columns.Select(chunk => Columns(bytes, chunk)!).ToList();

        Assert.Equal(expected, indexes[0].Order.ToString());
        Assert.All(indexes[1].Min, static bound => Assert.Equal(64, bound.Length));
        Assert.All(indexes[3].IsNullPage, Assert.True);
        Assert.Equal(BoundaryOrder.Ascending, indexes[3].Order);
    }

    [Fact]
    public async Task Sorting_columns_are_recorded_and_must_exist()
    {
        var schema = new Schema(new Field("a", DataType.Int64), new Field("b", DataType.Struct(new Field("c", DataType.String))));
        var sorted = new ParquetWriterOptions { SortedBy = [SortOrder.Descending(Expression.Column("b", "c")), SortOrder.Ascending(Expression.Column("a"))] };
        using var batch = RandomBatch.Create(schema, 10, new Random(1));

        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, sorted, batch));
        var error = Assert.Throws<ArgumentException>(
            () => ParquetWriter.Create(Stream.Null, schema, new ParquetWriterOptions { SortedBy = [SortOrder.Ascending(Expression.Parse("a + 1"))] }));

        Assert.Equal([new SortingColumn(1, true, false), new SortingColumn(0, false, true)], file.RowGroups[0].Metadata.SortingColumns);
        Assert.Contains("sorted by 'a + 1'", error.Message, StringComparison.Ordinal);
    }

    private static OffsetIndex Offsets(byte[] file, ColumnChunkMetadata chunk)
        => OffsetIndex.Read(file.AsSpan((int)chunk.OffsetIndexOffset!.Value, chunk.OffsetIndexLength!.Value));

    private static ColumnIndex? Columns(byte[] file, ColumnChunkMetadata chunk)
        => chunk.ColumnIndexOffset is { } offset ? ColumnIndex.Read(file.AsSpan((int)offset, chunk.ColumnIndexLength!.Value)) : null;

    private static IEnumerable<object?> Values(Column column, int start, int end)
    {
        for (var row = start; row < end; row++)
        {
            yield return column switch
            {
                _ when column.IsNull(row) => null,
                FixedColumn<int> numbers => numbers.Values[row],
                FixedColumn<long> numbers => numbers.Values[row],
                FixedColumn<Int128> numbers => numbers.Values[row],
                _ => column.GetValue(row),
            };
        }
    }

    private static object Least(List<object?> values) => values.Aggregate(static (left, right) => Compare(left!, right!) <= 0 ? left : right)!;

    private static object Most(List<object?> values) => values.Aggregate(static (left, right) => Compare(left!, right!) >= 0 ? left : right)!;

    private static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b)),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        _ => Comparer<object>.Default.Compare(left, right),
    };

    private static byte[] Plain(DataType type, object value) => value switch
    {
        bool boolean => [(byte)(boolean ? 1 : 0)],
        sbyte number => BitConverter.GetBytes((int)number),
        short number => BitConverter.GetBytes((int)number),
        int number => BitConverter.GetBytes(number),
        long number when type is DecimalType { Precision: <= 9 } => BitConverter.GetBytes((int)number),
        long number => BitConverter.GetBytes(number),
        float number => BitConverter.GetBytes(number),
        double number => BitConverter.GetBytes(number),
        string text => System.Text.Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        Int128 number => BigEndian(number, ((DecimalType)type).Precision),
        _ => throw new ArgumentException(value.GetType().ToString()),
    };

    private static byte[] BigEndian(Int128 number, int precision)
    {
        var bytes = new byte[precision == 38 ? 16 : 9];
        for (var index = bytes.Length - 1; index >= 0; index--)
        {
            bytes[index] = (byte)number;
            number >>= 8;
        }

        return bytes;
    }

    /// <summary>Whether the bounds of a page are those that are expected: as they are, or on the right side of them when they were cut off.</summary>
    private static bool Covers(DataType type, ColumnIndex index, int page, byte[] min, byte[] max)
    {
        if (type.Kind is DataTypeKind.Float32 or DataTypeKind.Float64 && (min.All(static part => part is 0 or 0x80) || max.All(static part => part is 0 or 0x80)))
        {
            // Zeros stand for either sign.
            return true;
        }

        return type.Kind is DataTypeKind.String or DataTypeKind.Binary && (min.Length > 64 || max.Length > 64)
            ? index.Min[page].AsSpan().SequenceCompareTo(min) <= 0 && index.Max[page].AsSpan().SequenceCompareTo(max) >= 0 && index.Min[page].Length <= 64
            : index.Min[page].AsSpan().SequenceEqual(min) && index.Max[page].AsSpan().SequenceEqual(max);
    }
}
