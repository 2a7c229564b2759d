using System.Text;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Byte strings that lie one after the other, compared and searched.</summary>
public sealed class ByteTests
{
    private static readonly string[] Words = ["", "a", "b", "ab", "aa", "aab", "ba", "abab", "aaaa", "ä", "xyz", "xyzxyzxyzxyzxyzxyzxyzxyzxyz", "a long text that ends in ab", "ab at the start"];

    [Fact]
    public void Strings_are_found_in_others_and_never_across_their_ends()
    {
        foreach (var needle in Words.Append("not there"))
        {
            ForEachLength((texts, offsets, bytes) =>
            {
                var (found, twin) = (Garbage(texts.Length), Garbage(texts.Length));
                ByteSearch.Contains(offsets, bytes, Encoding.UTF8.GetBytes(needle), found);
                ByteSearch.ScalarContains(offsets, bytes, Encoding.UTF8.GetBytes(needle), twin);

                Assert.Equal(Pack(texts, text => text.Contains(needle, StringComparison.Ordinal)), found);
                Assert.Equal(found, twin);
            });
        }
    }

    [Fact]
    public void Strings_are_compared_with_a_constant_byte_by_byte()
    {
        foreach (var constant in Words)
        {
            var other = Encoding.UTF8.GetBytes(constant);
            ForEachLength((texts, offsets, bytes) =>
            {
                var bits = Garbage(texts.Length);
                ByteComparison.Equal(offsets, bytes, other, bits);
                Assert.Equal(Pack(texts, text => text == constant), bits);
                ByteComparison.LessThan(offsets, bytes, other, bits);
                Assert.Equal(Pack(texts, text => Order(text, constant) < 0), bits);
                ByteComparison.LessThanOrEqual(offsets, bytes, other, bits);
                Assert.Equal(Pack(texts, text => Order(text, constant) <= 0), bits);
                ByteComparison.StartsWith(offsets, bytes, other, bits);
                Assert.Equal(Pack(texts, text => text.StartsWith(constant, StringComparison.Ordinal)), bits);
                ByteComparison.EndsWith(offsets, bytes, other, bits);
                Assert.Equal(Pack(texts, text => text.EndsWith(constant, StringComparison.Ordinal)), bits);
            });
        }
    }

    [Fact]
    public void Streams_are_interleaved_value_by_value()
    {
        foreach (var width in new[] { 1, 2, 4, 8, 16 })
        {
            for (var count = 0; count < 70; count++)
            {
                var stride = count + (count % 3);
                var streams = new byte[(stride * width) + count];
                new Random(count).NextBytes(streams);
                var values = new byte[count * width];

                ByteInterleaving.Interleave(streams, stride, width, values);

                Assert.Equal(Enumerable.Range(0, values.Length).Select(index => streams[(index % width * stride) + (index / width)]), values);
            }
        }
    }

    private static void ForEachLength(Action<string[], int[], byte[]> check)
    {
        foreach (var length in Enumerable.Range(0, 70).Append(200))
        {
            var random = new Random(length);
            string[] texts = [.. Enumerable.Range(0, length).Select(_ => Words[random.Next(Words.Length)])];

            // A slice's first offset is not zero, and bytes of other rows lie on both sides.
            var bytes = new List<byte>(Encoding.UTF8.GetBytes("abxyz"));
            var offsets = new List<int> { bytes.Count };
            foreach (var text in texts)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text));
                offsets.Add(bytes.Count);
            }

            bytes.AddRange(Encoding.UTF8.GetBytes("ab"));
            check(texts, [.. offsets], [.. bytes]);
        }
    }

    private static int Order(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static ulong[] Garbage(int length) => [.. Enumerable.Repeat(ulong.MaxValue, (length + 63) / 64)];

    private static ulong[] Pack(string[] texts, Func<string, bool> test)
    {
        var words = new ulong[(texts.Length + 63) / 64];
        for (var index = 0; index < texts.Length; index++)
        {
            words[index >> 6] |= test(texts[index]) ? 1UL << index : 0;
        }

        return words;
    }
}
