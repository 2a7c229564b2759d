using System.Text;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class ByteStringIndexTests
{
    [Fact]
    public void Strings_are_numbered_as_first_seen_and_found_again()
    {
        var random = new Random(1);
        using var index = new ByteStringIndex();
        var expected = new Dictionary<string, int>();
        for (var step = 0; step < 20_000; step++)
        {
            var text = new string('x', random.Next(40)) + random.Next(3_000);
            expected.TryAdd(text, expected.Count);

            Assert.Equal(expected[text], index.FindOrAdd(Encoding.UTF8.GetBytes(text)));
        }

        Assert.Equal(expected.Count, index.Count);
        Assert.All(expected, pair => Assert.Equal(pair.Key, Encoding.UTF8.GetString(index[pair.Value])));
    }

    [Fact]
    public void Strings_that_differ_in_one_byte_anywhere_have_different_hashes()
    {
        for (var length = 1; length <= 70; length++)
        {
            var bytes = new byte[length];
            var hashes = new HashSet<ulong> { ByteHash.Compute(bytes), ByteHash.Compute(new byte[length + 1]) };
            for (var position = 0; position < length; position++)
            {
                bytes[position] = 1;
                Assert.True(hashes.Add(ByteHash.Compute(bytes)), $"length {length}, position {position}");
                bytes[position] = 0;
            }
        }
    }
}
