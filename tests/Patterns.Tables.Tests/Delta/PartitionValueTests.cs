using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Tests.Delta;

public sealed class PartitionValueTests
{
    public static TheoryData<string, DataType, object> Values => new()
    {
        { "true", DataType.Boolean, true },
        { "-7", DataType.Int8, (sbyte)-7 },
        { "300", DataType.Int16, (short)300 },
        { "-70000", DataType.Int32, -70_000 },
        { "9007199254740993", DataType.Int64, 9_007_199_254_740_993L },
        { "1.5", DataType.Float32, 1.5f },
        { "0.1", DataType.Float64, 0.1 },
        { "-2342342.23423", DataType.Decimal(12, 5), -2_342_342.23423m },
        { "12345678901234567890123456789.01", DataType.Decimal(31, 2), new WideDecimal(Int128.Parse("1234567890123456789012345678901", null), 2) },
        { "2026-11-22", DataType.Date, new DateOnly(2026, 11, 22) },
        { "2026-11-22T08:30:00.123456Z", DataType.Timestamp, new DateTimeOffset(2026, 11, 22, 8, 30, 0, 123, 456, TimeSpan.Zero) },
        { "2026-11-22 08:30:00.123456", DataType.LocalTimestamp, new DateTime(2026, 11, 22, 8, 30, 0, 123, 456) },
        { "a=b/c", DataType.String, "a=b/c" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_survives_the_way_into_the_log_and_back(string text, DataType type, object value)
    {
        Assert.Equal(text, PartitionValue.Format(value));
        Assert.Equal(value, PartitionValue.Parse(text, new Field("part", type), "file"));
    }

    [Fact]
    public void Nothing_and_empty_text_are_null()
    {
        Assert.Null(PartitionValue.Format(null));
        Assert.Null(PartitionValue.Parse(null, new Field("part", DataType.Int32), "file"));
        Assert.Null(PartitionValue.Parse("", new Field("part", DataType.String), "file"));
    }

    [Fact]
    public void A_timestamp_without_a_zone_is_utc_and_may_lack_a_fraction()
        => Assert.Equal(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            PartitionValue.Parse("2026-01-02 03:04:05", new Field("part", DataType.Timestamp), "file"));

    [Fact]
    public void Text_that_is_no_value_of_the_type_is_an_error_that_says_which()
    {
        var damaged = Assert.Throws<TableLogException>(() => PartitionValue.Parse("soon", new Field("day", DataType.Date), "day=soon/part-0.parquet"));

        Assert.Contains("'soon'", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("'day'", damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0E-10", "0.0000000000")]
    [InlineData("-9999999999.9999999999", "-9999999999.9999999999")]
    [InlineData("1e3", "1000.0000000000")]
    public void Decimals_may_have_an_exponent(string text, string expected)
        => Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), DecimalText.Parse(text, DataType.Decimal(20, 10)));

    [Theory]
    [InlineData("0.00000000001")]
    [InlineData("10000000000")]
    [InlineData("ten")]
    [InlineData("1e999999999")]
    public void Decimals_that_do_not_fit_are_none(string text) => Assert.Null(DecimalText.Parse(text, DataType.Decimal(20, 10)));
}
