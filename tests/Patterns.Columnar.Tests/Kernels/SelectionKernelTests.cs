using System.Text;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Values, bits and byte strings picked by a bitmap or by position.</summary>
public sealed class SelectionKernelTests
{
    [Fact]
    public void Values_are_kept_where_the_bit_is_one()
    {
        for (var length = 0; length < 300; length++)
        {
            var random = new Random(length);
            var percent = (length % 4) switch { 0 => 100, 1 => 0, 2 => 95, _ => 40 };
            bool[] kept = [.. Enumerable.Range(0, length).Select(_ => random.Next(100) < percent)];
            long[] values = [.. Enumerable.Range(0, length).Select(static row => (long)row)];
            var bits = Pack(kept);
            var expected = values.Where((_, row) => kept[row]).ToArray();
            var (result, twin) = (new long[expected.Length], new long[expected.Length]);

            Compress.Values<long>(values, bits, result);
            Compress.Scalar<long>(values, bits, twin);

            Assert.Equal(expected, result);
            Assert.Equal(expected, twin);
        }
    }

    [Fact]
    public void Values_bits_and_strings_are_picked_by_position()
    {
        for (var length = 0; length < 200; length++)
        {
            var random = new Random(length);
            int[] source = [.. Enumerable.Range(0, 100).Select(_ => random.Next())];
            bool[] flags = [.. source.Select(static value => value % 3 == 0)];
            string[] texts = [.. source.Select(static value => new string('x', value % 5) + value)];
            int[] rows = [.. Enumerable.Range(0, length).Select(_ => random.Next(source.Length))];

            var values = new int[length];
            Gather.Values<int>(source, rows, values);
            Assert.Equal(rows.Select(row => source[row]), values);

            ulong[] bits = [.. Enumerable.Repeat(ulong.MaxValue, (length + 63) / 64)];
            Assert.Equal(rows.Count(row => flags[row]), Gather.Bits(Pack(flags), rows, bits));
            Assert.Equal(Pack([.. rows.Select(row => flags[row])]), bits);

            var bytes = Encoding.UTF8.GetBytes(string.Concat(texts));
            int[] offsets = [0, .. texts.Select((_, index) => texts.Take(index + 1).Sum(static text => text.Length))];
            var newOffsets = new int[length + 1];
            Gather.Offsets(offsets, rows, newOffsets);
            var newBytes = new byte[newOffsets[^1]];
            Gather.Bytes(offsets, bytes, rows, newOffsets, newBytes);
            Assert.Equal(string.Concat(rows.Select(row => texts[row])), Encoding.UTF8.GetString(newBytes));

            var positions = new int[newOffsets[^1]];
            Gather.RangePositions(offsets, rows, positions);
            Assert.Equal(newBytes, positions.Select(position => bytes[position]));
            Assert.Equal(length == 0 ? 0u : (uint)rows.Max(), Gather.MaxRow(rows));
            Assert.Equal(uint.MaxValue, Gather.MaxRow([.. rows, -1]));
        }
    }

    private static ulong[] Pack(bool[] flags)
    {
        var words = new ulong[(flags.Length + 63) / 64];
        for (var index = 0; index < flags.Length; index++)
        {
            words[index >> 6] |= flags[index] ? 1UL << index : 0;
        }

        return words;
    }
}
