using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Keys and pairs are numbered in the order in which they are first seen, one by one or many at a time.</summary>
public sealed class IntegerIndexTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public void Keys_are_numbered_as_a_dictionary_numbers_them(int distinct)
    {
        var random = new Random(distinct);
        using var single = new LongIndex();
        using var many = new LongIndex();
        var expected = new Dictionary<ulong, int>();
        for (var step = 0; step < 300; step++)
        {
            ulong[] keys = [.. Enumerable.Range(0, random.Next(1_500)).Select(_ => random.Next(20) == 0 ? ulong.MaxValue - (ulong)random.Next(3) : (ulong)random.Next(distinct) << (distinct % 7))];
            var ids = new int[keys.Length];
            many.FindOrAdd(keys, ids);
            foreach (var (key, id) in keys.Zip(ids))
            {
                expected.TryAdd(key, expected.Count);
                Assert.Equal(expected[key], id);
                Assert.Equal(id, single.FindOrAdd(key));
            }
        }

        Assert.Equal(expected.Count, many.NextId);
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(2_000, 3_000)]
    public void Pairs_are_numbered_as_a_dictionary_numbers_them(int leftCount, int rightCount)
    {
        var random = new Random(leftCount);
        using var index = new PairIndex();
        var expected = new Dictionary<(int, int), int>();
        for (var step = 0; step < 50; step++)
        {
            // Both sides may grow from batch to batch.
            var (lefts, rights) = (1 + (leftCount * step / 50), 1 + (rightCount * step / 50));
            int[] left = [.. Enumerable.Range(0, random.Next(Chunk.Rows + 1)).Select(_ => random.Next(lefts))];
            int[] right = [.. left.Select(_ => random.Next(rights))];
            var ids = new int[left.Length];

            index.FindOrAdd(left, lefts, right, rights, ids);

            for (var row = 0; row < ids.Length; row++)
            {
                expected.TryAdd((left[row], right[row]), expected.Count);
                Assert.Equal(expected[(left[row], right[row])], ids[row]);
            }
        }

        Assert.Equal(expected.Count, index.Count);
    }
}
