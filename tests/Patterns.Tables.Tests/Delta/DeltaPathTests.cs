using Patterns.Tables.Delta;

namespace Patterns.Tables.Tests.Delta;

public sealed class DeltaPathTests
{
    [Theory]
    [InlineData("part-0.parquet")]
    [InlineData("region=eu west/part-0.parquet")]
    [InlineData("name=a%3Db/50%.parquet")]
    [InlineData("größe=ü/p@#h?.parquet")]
    public void Encoding_and_resolving_give_the_path_back(string path)
        => Assert.Equal($"sales/orders/{path}", DeltaPath.Resolve("sales/orders", DeltaPath.Encode(path)));

    [Fact]
    public void Special_characters_are_percent_encoded_and_the_separators_stay()
        => Assert.Equal("day=2026-01-02/a%20b%2525.parquet", DeltaPath.Encode("day=2026-01-02/a b%25.parquet"));

    [Fact]
    public void A_local_absolute_path_is_the_same_with_and_without_its_scheme()
    {
        Assert.Equal(DeltaPath.Canonical("/some/with%20space/p"), DeltaPath.Canonical("file:///some/with%20space/p"));
        Assert.Equal(DeltaPath.Canonical("/some/with%20space/p"), DeltaPath.Canonical("file:/some/with%20space/p"));
    }

    [Theory]
    [InlineData("/absolute/part.parquet")]
    [InlineData("file:///absolute/part.parquet")]
    [InlineData("s3://bucket/part.parquet")]
    [InlineData("../other/part.parquet")]
    [InlineData("%2E%2E/other/part.parquet")]
    public void A_file_outside_the_folder_of_the_table_is_refused(string uri)
    {
        var refused = Assert.Throws<UnsupportedTableException>(() => DeltaPath.Resolve("orders", uri));

        Assert.Contains(uri, refused.Message, StringComparison.Ordinal);
        Assert.Equal("orders", refused.TablePath);
    }
}
