using Patterns.Core;

namespace Patterns.Columnar.Tests.Rows;

public sealed class RowBinderErrorTests
{
    private enum Level
    {
        Low = 1,
    }

    [Theory]
    [InlineData("123.456")]
    [InlineData("1000")]
    [InlineData("-1000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void A_decimal_with_too_many_digits_names_the_row_the_property_and_the_value(string text)
    {
        var value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var rows = Enumerable.Range(0, 700).Select(index => new Priced(index == 431 ? value : 999.99m)).ToArray();

        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Priced>().Write(rows));

        Assert.Equal(("row.value-does-not-fit", 431L, "Priced.Price", "price"), (error.Code, error.RowIndex, error.Property, error.Column));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_row_of_an_enumeration_is_counted_over_all_batches()
    {
        var rows = Enumerable.Range(0, 5_000).Select(static index => new Priced(index == 4_321 ? 0.001m : 1.5m));

        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Priced>().Write(rows, rowsPerBatch: 1_000).Count());

        Assert.Equal(4_321, error.RowIndex);
    }

    [Fact]
    public void Trailing_zeros_do_not_count_as_digits()
    {
        using var batch = new RowBinder<Priced>().Write([new Priced(1.2300000m), new Priced(-0.0m)]);

        Assert.Equal([123L, 0L], batch.Column<long>("price").Values.ToArray());
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void A_wall_clock_time_of_another_kind_is_refused(DateTimeKind kind)
    {
        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Timed>().Write([new Timed(new DateTime(2026, 7, 1, 0, 0, 0, kind))]));

        Assert.Contains($"is of kind {kind}", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enum_value_without_a_name_is_refused()
    {
        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Levelled>().Write([new Levelled(Level.Low), new Levelled((Level)9)]));

        Assert.Equal(1, error.RowIndex);
        Assert.Contains("EnumStorage.Number", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_row_is_refused_by_its_position()
    {
        var error = Assert.Throws<ArgumentException>(() => new RowBinder<Priced>().Write([new Priced(1), null!]));

        Assert.Contains("Row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_in_a_property_that_is_never_null_is_written_as_a_null_row()
    {
        using var batch = new RowBinder<Named>().Write([new Named("a"), new Named(null!)]);

        Assert.Equal(1, batch.Columns[0].NullCount);
    }

    [Fact]
    public void A_null_is_not_read_into_a_property_that_is_never_null()
    {
        using var batch = new RowBinder<Named>().Write([.. Enumerable.Repeat(new Named("a"), 300), new Named(null!)]);

        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Named>().Read(batch).ToList());

        Assert.Equal(("row.null-value", 300L, "Named.Name", "name"), (error.Code, error.RowIndex, error.Property, error.Column));
    }

    [Fact]
    public void A_missing_column_is_named_beside_those_that_exist()
    {
        using var batch = new RowBinder<Priced>().Write([new Priced(1)]);

        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Named>().Read(batch));

        Assert.Equal("row.column-missing", error.Code);
        Assert.Contains("The columns are: price", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_another_type_is_refused_with_both_types()
    {
        using var batch = Batch("name", DataType.Boolean, static column => ((BooleanColumnBuilder)column).Append(true));

        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Named>().Read(batch));

        Assert.Equal("row.type-mismatch", error.Code);
        Assert.Contains("the column is boolean, which cannot be bound to System.String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nested_place_is_named_by_its_path()
    {
        using var batch = new RowBinder<Parent>().Write([new Parent(new Named("x")), new Parent(new Named(null!))]);

        var error = Assert.Throws<RowBindingException>(() => new RowBinder<Parent>().Read(batch).ToList());

        Assert.Equal(("child.name", 1L), (error.Column, error.RowIndex));
    }

    [Fact]
    public void A_narrower_column_is_read_into_a_wider_property()
    {
        using var batch = Batch("value", DataType.Int32, static column => ((FixedColumnBuilder<int>)column).Append(-5));

        Assert.Equal(-5L, new RowBinder<Valued<long>>().Read(batch).Single().Value);
        Assert.Equal(-5d, new RowBinder<Valued<double>>().Read(batch).Single().Value);
        Assert.Equal(-5m, new RowBinder<Valued<decimal>>().Read(batch).Single().Value);
        Assert.Equal(-5, new RowBinder<Valued<short>>().Read(batch).Single().Value);
    }

    [Fact]
    public void A_value_too_large_for_the_property_is_refused()
    {
        using var batch = Batch("value", DataType.Int64, static column => ((FixedColumnBuilder<long>)column).Append([1, long.MaxValue]));

        Assert.Equal(1, Assert.Throws<RowBindingException>(() => new RowBinder<Valued<int>>().Read(batch).ToList()).RowIndex);
        Assert.Equal(1, Assert.Throws<RowBindingException>(() => new RowBinder<Valued<double>>().Read(batch).ToList()).RowIndex);
    }

    [Fact]
    public void Rows_are_written_to_the_columns_of_a_given_schema()
    {
        var schema = new Schema(new Field("extra", DataType.String), new Field("value", DataType.Decimal(12, 3), nullable: false));
        using var batch = new RowBinder<Valued<decimal>>(new RowBinderOptions { Schema = schema }).Write([new Valued<decimal>(1.5m)]);

        Assert.Equal([null, 1.5m], batch.Columns.Select(static column => column.GetValue(0)));
    }

    [Fact]
    public void A_required_column_without_a_property_is_an_error()
    {
        var schema = new Schema(new Field("extra", DataType.String, nullable: false), new Field("value", DataType.Int32));
        var binder = new RowBinder<Valued<int>>(new RowBinderOptions { Schema = schema });

        Assert.Equal("extra", Assert.Throws<RowBindingException>(() => binder.Write([new Valued<int>(1)])).Column);
    }

    [Fact]
    public void Text_that_is_not_a_guid_or_a_member_is_refused()
    {
        using var batch = Batch("value", DataType.String, static column => ((BinaryColumnBuilder)column).Append("nonsense"));

        Assert.Contains("'nonsense' is not a GUID", Assert.Throws<RowBindingException>(() => new RowBinder<Valued<Guid>>().Read(batch).ToList()).Message, StringComparison.Ordinal);
        Assert.Contains("Level, which has: Low", Assert.Throws<RowBindingException>(() => new RowBinder<Valued<Level>>().Read(batch).ToList()).Message, StringComparison.Ordinal);
    }

    private static ColumnBatch Batch(string name, DataType type, Action<ColumnBuilder> fill)
    {
        using var builder = new ColumnBatchBuilder(new Schema(new Field(name, type)));
        fill(builder.Columns[0]);
        return builder.Build();
    }

    private sealed record Priced([Decimal(5, 2)] decimal Price);

    private sealed record Timed(DateTime At);

    private sealed record Levelled(Level Level);

    private sealed record Named(string Name);

    private sealed record Parent(Named Child);

    private sealed record Valued<T>(T Value);
}
