using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(1, 64)]
    [InlineData(32, 64)]
    [InlineData(33, 64)]
    [InlineData(1_000, 64)]
    [InlineData(1_000, 3)]
    [InlineData(5_000, 8)]
    [InlineData(5_000, 17)]
    [InlineData(5_000, 0)]
    public void Words_are_sorted_and_equal_words_keep_their_order(int length, int bits)
    {
        var random = new Random(length + bits);
        var mask = bits == 64 ? ulong.MaxValue : ((1UL << bits) - 1) << 20;
        ulong[] words = [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue) & mask)];
        int[] numbers = [.. Enumerable.Range(0, length)];
        var expected = numbers.OrderBy(number => words[number]).ToArray();
        var expectedWords = words.Order().ToArray();

        RadixSort.Sort(words, numbers, new ulong[length], new int[length]);

        Assert.Equal(expected, numbers);
        Assert.Equal(expectedWords, words);
    }
}
