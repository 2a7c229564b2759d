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

    /// <summary>The values of Spark's own tests, which hash the first bytes of a fixed buffer, an int and a bigint.</summary>
    [Theory]
    [InlineData(0, 0xEF46DB3751D8E999, 0xAC75FDA2929B17EF)]
    [InlineData(1, 0x4FCE394CC88952D8, 0x739840CB819FA723)]
    [InlineData(4, 0x9256E58AA397AEF1, 0x09D5FFDFB928AB4B)]
    [InlineData(8, 0xF74CB1451B32B8CF, 0x9C44B77FBCC302C5)]
    [InlineData(14, 0xCFFA8DB881BC3A3D, 0x5B9611585EFCC9CB)]
    [InlineData(101, 0x0EAB543384F878AD, 0xCAA65939306F1E21)]
    public void Hashes_equal_those_that_Spark_publishes(int length, ulong unseeded, ulong seeded)
    {
        const ulong Seed = 2_654_435_761;
        var bytes = new byte[length];
        var state = Seed;
        for (var index = 0; index < length; index++)
        {
            bytes[index] = (byte)(state >> 24);
            state *= state;
        }

        Assert.Equal((unseeded, seeded), (XxHash64.HashBytes(bytes, 0), XxHash64.HashBytes(bytes, Seed)));
        if (length == sizeof(int))
        {
            Assert.Equal((unseeded, seeded), (XxHash64.Hash32(0x4B1FFF9E, 0), XxHash64.Hash32(0x4B1FFF9E, Seed)));
        }

        if (length == sizeof(long))
        {
            Assert.Equal((unseeded, seeded), (XxHash64.Hash64(unchecked((long)0xDD2F535E4B1FFF9E), 0), XxHash64.Hash64(unchecked((long)0xDD2F535E4B1FFF9E), Seed)));
        }
    }
}
