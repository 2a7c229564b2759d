namespace Patterns.Core.Tests.Schemas;

public sealed class DataTypeTests
{
    [Theory]
    [InlineData("tinyint", "smallint int bigint double decimal(10,0) decimal(38,28)")]
    [InlineData("int", "bigint double decimal(10,0) decimal(12,2)")]
    [InlineData("bigint", "decimal(20,0) decimal(38,18)")]
    [InlineData("float", "double")]
    [InlineData("decimal(10,2)", "decimal(11,2) decimal(11,3) decimal(38,30)")]
    [InlineData("date", "timestamp_ntz")]
    public void A_type_widens_to_these(string from, string to)
        => Assert.All(to.Split(' '), name => Assert.True(DataType.Parse(from).CanWidenTo(DataType.Parse(name)), name));

    [Theory]
    [InlineData("int", "int smallint float decimal(9,0) decimal(11,2) string boolean date")]
    [InlineData("bigint", "int double decimal(19,0) timestamp")]
    [InlineData("double", "float decimal(38,0)")]
    [InlineData("decimal(10,2)", "decimal(10,2) decimal(10,3) decimal(11,4) decimal(12,1) double bigint")]
    [InlineData("date", "timestamp string")]
    [InlineData("boolean", "tinyint")]
    [InlineData("array<int>", "array<bigint>")]
    public void A_type_does_not_widen_to_these(string from, string to)
        => Assert.All(to.Split(' '), name => Assert.False(DataType.Parse(from).CanWidenTo(DataType.Parse(name)), name));

    [Theory]
    [InlineData("\"long\"", "bigint")]
    [InlineData("\"decimal(38,38)\"", "decimal(38,38)")]
    [InlineData("""{"type":"array","elementType":"date","containsNull":true}""", "array<date>")]
    public void A_type_alone_has_a_json_form(string json, string ddl)
    {
        Assert.Equal(DataType.Parse(ddl), DataType.FromJson(json));
        Assert.Equal(json, DataType.Parse(ddl).ToJson());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(39, 0)]
    [InlineData(5, -1)]
    [InlineData(5, 6)]
    public void A_decimal_has_1_to_38_digits_and_no_more_after_the_point(int precision, int scale)
        => Assert.Throws<ArgumentOutOfRangeException>(() => DataType.Decimal(precision, scale));
}
