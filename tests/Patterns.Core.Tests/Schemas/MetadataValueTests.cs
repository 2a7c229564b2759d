namespace Patterns.Core.Tests.Schemas;

public sealed class MetadataValueTests
{
    [Fact]
    public void The_default_is_null()
    {
        Assert.Equal("null", default(MetadataValue).ToString());
        Assert.Equal(MetadataValue.FromJson("null"), default);
        Assert.Equal(MetadataValue.FromJson("null").GetHashCode(), default(MetadataValue).GetHashCode());
        Assert.Null(default(MetadataValue).AsText());
    }

    [Fact]
    public void Each_kind_is_read_as_itself_only()
    {
        MetadataValue text = "a \"quoted\" é";
        MetadataValue number = long.MinValue;
        MetadataValue truth = false;

        Assert.Equal(("a \"quoted\" é", null, null), (text.AsText(), text.AsInt64(), text.AsBoolean()));
        Assert.Equal((null, long.MinValue, null), (number.AsText(), number.AsInt64(), number.AsBoolean()));
        Assert.Equal((null, null, false), (truth.AsText(), truth.AsInt64(), truth.AsBoolean()));
        Assert.Null(MetadataValue.FromJson("1.5").AsInt64());
    }

    [Fact]
    public void Equal_means_the_same_json()
    {
        var value = MetadataValue.FromJson("""{"a":1.0,"b":["\u0041"]}""");
        var same = MetadataValue.FromJson("""{ "b": ["A"], "a": 1 }""");

        Assert.True(value == same);
        Assert.Equal(value.GetHashCode(), same.GetHashCode());
        Assert.True(value != MetadataValue.FromJson("""{"a":1}"""));
        Assert.True((MetadataValue)"1" != (MetadataValue)1);
    }

    [Fact]
    public void What_is_not_json_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => MetadataValue.FromJson("{"));

        Assert.Contains("'{' is not JSON", error.Message, StringComparison.Ordinal);
    }
}
