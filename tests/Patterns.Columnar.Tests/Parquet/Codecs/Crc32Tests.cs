using Patterns.Columnar.Parquet.Codecs;

namespace Patterns.Columnar.Tests.Parquet.Codecs;

public sealed class Crc32Tests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void The_published_sums_are_computed(string text, uint expected)
        => Assert.Equal(expected, Crc32.Compute(System.Text.Encoding.ASCII.GetBytes(text)));
}
