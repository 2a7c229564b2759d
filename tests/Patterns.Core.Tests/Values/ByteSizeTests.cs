namespace Patterns.Core.Tests.Values;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("512B", 512)]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData(" 64mib ", 64L << 20)]
    [InlineData("1.5 GB", 1_500_000_000)]
    [InlineData("1.5GiB", 1_610_612_736)]
    [InlineData("2 kB", 2000)]
    [InlineData("0.5 KiB", 512)]
    [InlineData("7 EiB", 7L << 60)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_size_is_read_with_or_without_a_unit(string text, long bytes) => Assert.Equal(new ByteSize(bytes), ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1 K")]
    [InlineData("1 MiB 2")]
    [InlineData("1,5 GB")]
    [InlineData("0.3 KiB")]
    [InlineData("8 EiB")]
    [InlineData("9223372036854775808")]
    [InlineData("1e3")]
    public void What_is_no_size_is_refused(string text) => Assert.Throws<FormatException>(() => ByteSize.Parse(text));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(512L << 20, "512 MiB")]
    [InlineData(1_600_000_000, "1.5 GiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    public void A_size_is_printed_for_people(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).ToString());

    [Fact]
    public void Sizes_are_ordered_and_never_negative()
    {
        Assert.True(ByteSize.FromMebibytes(1) > new ByteSize(1_000_000));
        Assert.True(default(ByteSize) <= new ByteSize(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByteSize(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ByteSize.FromMebibytes(1L << 43));
        Assert.Throws<ArgumentOutOfRangeException>(() => ByteSize.FromMebibytes(-1));
    }
}
