using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class BitCopyTests
{
    private static readonly (int From, int To, int Count)[] Ranges =
    [
        .. from count in new[] { 0, 1, 7, 8, 63, 64, 65, 130 }
           from source in new[] { 0, 1, 7, 8, 63, 64 }
           from target in new[] { 0, 3, 63, 64, 65 }
           select (source, target, count),
    ];

    [Fact]
    public void Copied_bits_arrive_and_the_others_stay()
    {
        foreach (var (from, to, count) in Ranges)
        {
            var (source, target) = (RandomBits(from + count, 1), RandomBits(256, 2));
            var expected = target.ToArray();
            source[from..(from + count)].CopyTo(expected, to);
            var words = Pack(target);

            var ones = BitCopy.Copy(MemoryMarshal.AsBytes<ulong>(Pack(source))[..((from + count + 7) / 8)], from, words, to, count);

            Assert.Equal(Pack(expected), words);
            Assert.Equal(source[from..].Count(static bit => bit), ones);
            Assert.Equal(ones, BitCopy.CountOnes(words, to, count));
        }
    }

    [Fact]
    public void Filled_bits_arrive_and_the_others_stay()
    {
        foreach (var (_, to, count) in Ranges)
        {
            var target = RandomBits(256, 3);
            var words = Pack(target);
            target.AsSpan(to, count).Fill(true);

            BitCopy.Fill(words, to, count, bit: true);

            Assert.Equal(Pack(target), words);
        }
    }

    [Fact]
    public void Up_to_64_bits_are_written_across_words()
    {
        foreach (var (_, to, count) in Ranges.Where(static range => range.Count <= 64))
        {
            var (target, written) = (RandomBits(256, 7), RandomBits(64, 8));
            var words = Pack(target);
            written[..count].CopyTo(target, to);

            BitCopy.Write(words, to, count == 0 ? 0 : Pack(written[..count])[0], count);

            Assert.Equal(Pack(target), words);
        }
    }

    [Fact]
    public void Packed_bits_spread_to_the_selected_positions()
    {
        foreach (var (_, to, count) in Ranges)
        {
            var (selection, packed, target) = (RandomBits(256, 4), RandomBits(256, 5), RandomBits(256, 6));
            var words = Pack(target);
            for (int index = to, next = 0; index < to + count; index++)
            {
                target[index] = selection[index] && packed[next++];
            }

            BitCopy.Spread(Pack(packed), Pack(selection), words, to, count);

            Assert.Equal(Pack(target), words);
        }
    }

    private static bool[] RandomBits(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0)];
    }

    private static ulong[] Pack(bool[] bits)
    {
        var words = new ulong[(bits.Length + 63) / 64];
        for (var index = 0; index < bits.Length; index++)
        {
            words[index >> 6] |= bits[index] ? 1UL << index : 0;
        }

        return words;
    }
}
