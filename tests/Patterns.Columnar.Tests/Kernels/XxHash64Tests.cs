using System.Text;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class XxHash64Tests
{
    [Theory]
    [InlineData("", 0, 0xEF46DB3751D8E999)]
    [InlineData("a", 0, 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0, 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0, 0xFBCEA83C8A378BF1)]
    public void The_published_hashes_are_computed(string text, ulong seed, ulong expected)
        => Assert.Equal(expected, XxHash64.HashBytes(Encoding.ASCII.GetBytes(text), seed));
}
