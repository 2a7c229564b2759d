namespace Patterns.Core.Tests.Storage;

public sealed class ObjectPathTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a/b/c.parquet")]
    [InlineData("_delta_log/00000000000000000000.json")]
    [InlineData("date=2026-01-01 00%3A00/part:0")]
    [InlineData("...")]
    [InlineData("..a/.b")]
    [InlineData("é/😀")]
    public void These_are_paths(string path) => Assert.Equal(path, ObjectPath.Require(path));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("/a", "it starts with '/'")]
    [InlineData("a/", "an empty segment")]
    [InlineData("a//b", "an empty segment")]
    [InlineData(".", "the segment '.'")]
    [InlineData("a/..", "the segment '..'")]
    [InlineData("a\\b", "a backslash at index 1")]
    [InlineData("ab\u007f", "the control character U+007F at index 2")]
    public void These_are_none_and_the_error_says_why(string path, string reason)
    {
        var error = Assert.Throws<ArgumentException>(() => ObjectPath.Require(path));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal("path", error.ParamName);
        Assert.False(ObjectPath.IsValid(path));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_path()
    {
        string[] paths = ["\ud800a", "a\udc00", "a\ud83d"];

        Assert.All(paths, static path => Assert.False(ObjectPath.IsValid(path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/")]
    [InlineData("a/..")]
    [InlineData("a/.")]
    [InlineData("..")]
    public void A_prefix_may_stop_anywhere_in_a_path(string prefix) => Assert.Equal(prefix, ObjectPath.RequirePrefix(prefix));

    [Theory]
    [InlineData("/")]
    [InlineData("../a")]
    [InlineData("a/./")]
    [InlineData("a//")]
    [InlineData("a\\")]
    public void What_no_path_starts_with_is_no_prefix(string prefix)
        => Assert.Throws<ArgumentException>(() => ObjectPath.RequirePrefix(prefix));

    [Fact]
    public void Paths_are_combined_below_a_folder_or_the_root()
    {
        Assert.Equal("sales/orders/_delta_log/0.json", ObjectPath.Combine("sales/orders", "_delta_log/0.json"));
        Assert.Equal("a", ObjectPath.Combine("", "a"));
        Assert.Throws<ArgumentException>(() => ObjectPath.Combine("a/", "b"));
        Assert.Throws<ArgumentException>(() => ObjectPath.Combine("a", "../b"));
    }
}
