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

    [Fact]
    public void The_sums_are_those_of_the_tables_at_any_length()
    {
        var data = new byte[700];
        new Random(5).NextBytes(data);

        for (var length = 0; length <= data.Length; length++)
        {
            Assert.Equal(Crc32.Sliced(data.AsSpan(data.Length - length)), Crc32.Compute(data.AsSpan(data.Length - length)));
        }
    }
}
