using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

public sealed class ColumnBatchTests
{
    private static readonly Schema AllTypes = new(
        new Field("flag", DataType.Boolean),
        new Field("tiny", DataType.Int8),
        new Field("small", DataType.Int16),
        new Field("number", DataType.Int32),
        new Field("big", DataType.Int64),
        new Field("real", DataType.Float32),
        new Field("double", DataType.Float64),
        new Field("price", DataType.Decimal(10, 2)),
        new Field("wide", DataType.Decimal(38, 10)),
        new Field("day", DataType.Date),
        new Field("at", DataType.Timestamp),
        new Field("local", DataType.LocalTimestamp),
        new Field("text", DataType.String),
        new Field("bytes", DataType.Binary),
        new Field("tags", DataType.List(DataType.String)),
        new Field("owner", DataType.Struct(new Field("name", DataType.String), new Field("age", DataType.Int32))),
        new Field("counts", DataType.Map(DataType.String, DataType.Int64)));

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void Values_and_nulls_come_back_as_they_were_appended(int rows)
    {
        using var batch = Build(rows);

        for (var row = 0; row < rows; row++)
        {
            AssertRow(batch, row, row);
        }
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(64, 64)]
    [InlineData(1, 130)]
    [InlineData(70, 3)]
    [InlineData(199, 1)]
    [InlineData(200, 0)]
    public void A_slice_shows_its_rows_and_outlives_the_batch_it_came_from(int start, int length)
    {
        var batch = Build(200);
        using var slice = batch.Slice(start, length);
        batch.Dispose();
        using var reuse = Build(200);

        Assert.Equal(length, slice.RowCount);
        for (var row = 0; row < length; row++)
        {
            AssertRow(slice, row, start + row);
        }

        using var again = slice.Slice(length / 3, length - (length / 3));
        for (var row = 0; row < again.RowCount; row++)
        {
            AssertRow(again, row, start + (length / 3) + row);
        }
    }

    [Fact]
    public void The_null_count_of_a_slice_counts_its_own_rows()
    {
        using var batch = Build(200);
        using var slice = batch.Slice(3, 100);

        Assert.All(slice.Columns, column => Assert.Equal(Enumerable.Range(0, 100).Count(column.IsNull), column.NullCount));
    }

    [Fact]
    public void A_column_without_nulls_has_no_bitmap()
    {
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        builder.Append([1, 2, 3]);
        using var column = builder.Build();

        Assert.True(column.ValidityWords.IsEmpty);
        Assert.Equal(0, column.NullCount);
    }

    [Fact]
    public void Reading_a_disposed_batch_is_an_error_and_not_somebody_elses_rows()
    {
        var batch = Build(10);
        var numbers = batch.Column<int>("number");
        batch.Dispose();
        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => numbers.Values.Length);
    }

    [Fact]
    public void Asking_for_another_type_names_the_column_and_both_types()
    {
        using var batch = Build(1);

        var error = Assert.Throws<ArgumentException>(() => batch.Column<long>("number"));

        Assert.Contains("'number' is int and cannot be read as Int64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused()
    {
        using var builder = new ColumnBatchBuilder(new Schema(new Field("a", DataType.Int32), new Field("b", DataType.Int32)));
        builder.Fixed<int>(0).Append(1);

        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Fact]
    public void Values_start_at_a_multiple_of_64_bytes()
    {
        using var batch = Build(5);

        unsafe
        {
            fixed (double* first = batch.Column<double>("double").Values)
            {
                Assert.Equal(0, (nint)first & 63);
            }
        }
    }

    private static ColumnBatch Build(int rows)
    {
        using var builder = new ColumnBatchBuilder(AllTypes);
        for (var row = 0; row < rows; row++)
        {
            if (IsNull(row))
            {
                foreach (var column in builder.Columns)
                {
                    column.AppendNull();
                }

                continue;
            }

            ((BooleanColumnBuilder)builder.Columns[0]).Append(row % 2 == 0);
            builder.Fixed<sbyte>(1).Append((sbyte)(row % 100));
            builder.Fixed<short>(2).Append((short)-row);
            builder.Fixed<int>(3).Append(row);
            builder.Fixed<long>(4).Append(row * 10_000_000_000);
            builder.Fixed<float>(5).Append(row / 2f);
            builder.Fixed<double>(6).Append(row / 4d);
            builder.Fixed<long>(7).Append(row + 100);
            builder.Fixed<Int128>(8).Append(Int128.MaxValue / 10 - row);
            builder.Fixed<int>(9).Append(row);
            builder.Fixed<long>(10).Append(row * 1_000_000L);
            builder.Fixed<long>(11).Append(row);
            builder.Binary(12).Append($"text {row} é");
            builder.Binary(13).Append([(byte)row, 0, 255]);
            var tags = (ListColumnBuilder)builder.Columns[14];
            for (var tag = 0; tag < row % 3; tag++)
            {
                ((BinaryColumnBuilder)tags.Elements).Append($"{row}/{tag}");
            }

            tags.Append();
            var owner = (StructColumnBuilder)builder.Columns[15];
            ((BinaryColumnBuilder)owner.Fields[0]).Append($"name {row}");
            ((FixedColumnBuilder<int>)owner.Fields[1]).Append(row % 5 == 0 ? null : row);
            owner.Append();
            var counts = (MapColumnBuilder)builder.Columns[16];
            ((BinaryColumnBuilder)counts.Keys).Append("key");
            ((FixedColumnBuilder<long>)counts.Values).Append(row);
            counts.Append();
        }

        return builder.Build();
    }

    private static bool IsNull(int row) => row % 7 == 3;

    private static void AssertRow(ColumnBatch batch, int index, int row)
    {
        var values = batch.Columns.Select(column => column.GetValue(index)).ToArray();
        if (IsNull(row))
        {
            Assert.All(values, Assert.Null);
            return;
        }

        object[] expected =
        [
            row % 2 == 0, (sbyte)(row % 100), (short)-row, row, row * 10_000_000_000, row / 2f, row / 4d, (row + 100) / 100m,
            new WideDecimal((Int128.MaxValue / 10) - row, 10), DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(row),
            DateTimeOffset.UnixEpoch.AddSeconds(row), DateTime.SpecifyKind(DateTime.UnixEpoch.AddMicroseconds(row), DateTimeKind.Unspecified),
            $"text {row} é", new byte[] { (byte)row, 0, 255 },
            Enumerable.Range(0, row % 3).Select(tag => (object?)$"{row}/{tag}").ToArray(),
            new Dictionary<string, object?> { ["name"] = $"name {row}", ["age"] = row % 5 == 0 ? null : row },
            new KeyValuePair<object, object?>[] { new("key", (long)row) },
        ];
        Assert.Equal(expected, values);
    }
}
