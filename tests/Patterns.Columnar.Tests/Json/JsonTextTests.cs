using System.Globalization;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Json;

public sealed class JsonTextTests
{
    [Fact]
    public void A_struct_becomes_an_object_without_its_null_fields()
    {
        var builder = (StructColumnBuilder)ColumnBuilder.Create(DataType.Struct(new Field("id", DataType.Int64), new Field("a\"b", DataType.String)));
        Append(builder, 9_007_199_254_740_993, "x\ny\\ü\U0001F600");
        Append(builder, 1, null);
        builder.AppendNull();
        Append(builder, null, null);

        Assert.Equal(["""{"id":9007199254740993,"a\"b":"x\ny\\ü😀"}""", """{"id":1}""", null, "{}"], Unescaped(Texts(builder)));
    }

    [Fact]
    public void Lists_and_maps_keep_their_nulls_their_order_and_their_emptiness()
    {
        var lists = (ListColumnBuilder)ColumnBuilder.Create(DataType.List(DataType.Map(DataType.Int32, DataType.Boolean)));
        var maps = (MapColumnBuilder)lists.Elements;
        ((FixedColumnBuilder<int>)maps.Keys).Append([2, 1]);
        ((BooleanColumnBuilder)maps.Values).Append(true);
        maps.Values.AppendNull();
        maps.Append();
        maps.AppendNull();
        maps.Append();
        lists.Append();
        lists.Append();
        lists.AppendNull();

        Assert.Equal(["""[{"2":true,"1":null},null,{}]""", "[]", null], Texts(lists));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "-0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    public void A_floating_point_number_has_the_fewest_digits_that_read_back(double value, string expected)
    {
        var builder = (FixedColumnBuilder<double>)ColumnBuilder.Create(DataType.Float64);
        builder.Append(value);

        Assert.Equal([expected], Texts(builder));
    }

    [Theory]
    [InlineData("0", 4, "0.0000")]
    [InlineData("-5", 4, "-0.0005")]
    [InlineData("12345", 4, "1.2345")]
    [InlineData("-123456789012345678901234567890", 10, "-12345678901234567890.1234567890")]
    [InlineData("99999999999999999999999999999999999999", 0, "99999999999999999999999999999999999999")]
    [InlineData("-99999999999999999999999999999999999999", 38, "-0.99999999999999999999999999999999999999")]
    public void A_decimal_keeps_all_its_digits(string unscaled, int scale, string expected)
    {
        var builder = (FixedColumnBuilder<Int128>)ColumnBuilder.Create(DataType.Decimal(38, scale));
        builder.Append(Int128.Parse(unscaled, CultureInfo.InvariantCulture));

        Assert.Equal([expected], Texts(builder));
    }

    [Fact]
    public void The_narrow_decimal_integers_and_bytes_are_written_exactly()
    {
        var schema = new Schema(
            new Field("price", DataType.Decimal(18, 2)),
            new Field("tiny", DataType.Int8),
            new Field("big", DataType.Int64),
            new Field("bytes", DataType.Binary));
        using var builder = new ColumnBatchBuilder(schema);
        builder.Fixed<long>(0).Append(-999_999_999_999_999_999);
        builder.Fixed<sbyte>(1).Append(sbyte.MinValue);
        builder.Fixed<long>(2).Append(long.MinValue);
        builder.Binary(3).Append([0, 255, 62]);
        using var batch = builder.Build();

        Assert.Equal(["-9999999999999999.99", "-128", "-9223372036854775808", "\"AP8+\""], batch.Columns.SelectMany(TextsOf));
    }

    [Theory]
    [InlineData(0L, "1970-01-01T00:00:00")]
    [InlineData(-1L, "1969-12-31T23:59:59.999999")]
    [InlineData(1_709_251_199_500_000L, "2024-02-29T23:59:59.5")]
    [InlineData(253_402_300_799_999_999L, "9999-12-31T23:59:59.999999")]
    [InlineData(253_402_300_800_000_000L, "+10000-01-01T00:00:00")]
    [InlineData(-62_167_219_200_000_001L, "-00001-12-31T23:59:59.999999")]
    [InlineData(long.MaxValue, "+294247-01-10T04:00:54.775807")]
    [InlineData(long.MinValue, "-290308-12-21T19:59:05.224192")]
    public void A_time_is_ISO_8601_over_the_whole_range(long microseconds, string expected)
    {
        var instants = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Timestamp);
        instants.Append(microseconds);
        var clocks = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.LocalTimestamp);
        clocks.Append(microseconds);

        Assert.Equal([$"\"{expected}Z\""], Texts(instants));
        Assert.Equal([$"\"{expected}\""], Texts(clocks));
    }

    [Fact]
    public void A_date_agrees_with_the_calendar_of_the_framework()
    {
        var builder = (FixedColumnBuilder<int>)ColumnBuilder.Create(DataType.Date);
        for (var day = DateOnly.MinValue.DayNumber; day <= DateOnly.MaxValue.DayNumber; day += 13)
        {
            builder.Append(day - 719_162);
        }

        using var column = builder.Build();
        Assert.All(
            TextsOf(column).Select(static (text, index) => (text, index)),
            static pair => Assert.Equal($"\"{DateOnly.FromDayNumber(pair.index * 13):yyyy-MM-dd}\"", pair.text));
    }

    [Fact]
    public void The_extreme_days_have_a_text()
    {
        var builder = (FixedColumnBuilder<int>)ColumnBuilder.Create(DataType.Date);
        builder.Append([int.MinValue, int.MaxValue]);

        Assert.Equal(["\"-5877641-06-23\"", "\"+5881580-07-11\""], Texts(builder));
    }

    [Fact]
    public void A_dictionary_encoded_or_sliced_column_gives_the_text_of_its_own_rows()
    {
        var builder = (ListColumnBuilder)ColumnBuilder.Create(DataType.List(DataType.String));
        for (var row = 0; row < 10; row++)
        {
            for (var element = 0; element < row; element++)
            {
                ((BinaryColumnBuilder)builder.Elements).Append($"{row}.{element}");
            }

            builder.Append();
        }

        using var column = builder.Build();
        using var slice = column.Slice(2, 2);
        Assert.Equal(["""["2.0","2.1"]""", """["3.0","3.1","3.2"]"""], TextsOf(slice));
    }

    [Fact]
    public void Flattening_a_batch_replaces_only_what_is_nested()
    {
        var schema = new Schema(
            new Field("id", DataType.Int64, nullable: false),
            new Field("tags", DataType.List(DataType.String), nullable: false).WithMetadata(Field.CommentKey, "free"));
        using var builder = new ColumnBatchBuilder(schema);
        builder.Fixed<long>(0).Append(7);
        ((ListColumnBuilder)builder.Columns[1]).Append();
        using var batch = builder.Build();
        using var flat = JsonText.FlattenNested(batch);

        Assert.Equal(new Schema(schema[0], schema[1].WithType(DataType.String)), flat.Schema);
        Assert.Equal(7L, flat.Column("id").GetValue(0));
        Assert.Equal("[]", flat.Column("tags").GetValue(0));
        Assert.Same(flat.Schema, JsonText.FlattenNested(flat.Schema));
    }

    [Fact]
    public void Parsing_the_text_of_random_nested_values_gives_the_values_back()
    {
        var random = new Random(20260131);
        for (var round = 0; round < 50; round++)
        {
            var type = RandomNested.Type(random, depth: 3);
            using var builder = ColumnBuilder.Create(type);
            for (var row = 0; row < 40; row++)
            {
                RandomNested.Append(builder, random);
            }

            using var column = builder.Build();
            using var text = JsonText.FromColumn(column);
            for (var row = 0; row < column.Length; row++)
            {
                Assert.Equal(column.IsNull(row), text.IsNull(row));
                if (!column.IsNull(row))
                {
                    using var document = JsonDocument.Parse(text.GetBytes(row).ToArray());
                    RandomNested.AssertEqual(type, column.GetValue(row), document.RootElement);
                }
            }
        }
    }

    private static void Append(StructColumnBuilder builder, long? id, string? text)
    {
        ((FixedColumnBuilder<long>)builder.Fields[0]).Append(id);
        ((BinaryColumnBuilder)builder.Fields[1]).Append(text);
        builder.Append();
    }

    private static IEnumerable<string?> Texts(ColumnBuilder builder)
    {
        using var column = builder.Build();
        builder.Dispose();
        return TextsOf(column);
    }

    private static IEnumerable<string?> TextsOf(Column column)
    {
        using var text = JsonText.FromColumn(column);
        return Enumerable.Range(0, text.Length).Select(text.GetString).ToArray();
    }

    /// <summary>Escapes of characters beyond the basic plane are the writer's choice; the text means the same.</summary>
    private static IEnumerable<string?> Unescaped(IEnumerable<string?> texts) => texts.Select(static text => text?.Replace(@"\uD83D\uDE00", "😀", StringComparison.Ordinal));
}
