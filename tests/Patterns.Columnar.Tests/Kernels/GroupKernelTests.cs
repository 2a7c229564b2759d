using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class GroupKernelTests
{
    [Fact]
    public void Lanes_count_what_the_scalar_loop_counts_for_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length < 400; length++)
        {
            var groupCount = random.Next(1, 65);
            int[] groups = [.. Enumerable.Range(0, length).Select(_ => random.Next(groupCount))];
            long[] before = [.. Enumerable.Range(0, groupCount).Select(_ => random.NextInt64(1L << 60))];
            var scalar = before.ToArray();
            var lanes = before.ToArray();
            var chosen = before.ToArray();

            GroupCounts.Scalar(scalar, groups);
            GroupCounts.Lanes(lanes, groups);
            GroupCounts.Add(chosen, groups);

            Assert.Equal(scalar, lanes);
            Assert.Equal(scalar, chosen);
        }
    }

    [Fact]
    public void Lanes_sum_what_the_scalar_loop_sums_for_every_length()
    {
        var random = new Random(3);
        for (var length = 0; length < 400; length++)
        {
            var groupCount = random.Next(1, 65);
            int[] groups = [.. Enumerable.Range(0, length).Select(_ => random.Next(groupCount))];
            long[] values = [.. Enumerable.Range(0, length).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64))];
            long[] before = [.. Enumerable.Range(0, groupCount).Select(_ => random.NextInt64(1L << 60))];
            var scalar = before.ToArray();
            var lanes = before.ToArray();
            var chosen = before.ToArray();

            GroupSums.Scalar<long>(scalar, values, groups);
            GroupSums.Lanes<long>(lanes, values, groups);
            GroupSums.Add<long>(chosen, values, groups);

            Assert.Equal(scalar, lanes);
            Assert.Equal(scalar, chosen);
        }
    }

    [Fact]
    public void A_bound_encloses_every_value_and_is_the_same_with_and_without_vectors()
    {
        var random = new Random(2);
        for (var length = 0; length < 300; length++)
        {
            long[] values = [.. Enumerable.Range(0, length).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64))];

            var bound = Magnitude.Scalar(values);

            Assert.Equal(bound, Magnitude.Vectorized(values));
            Assert.Equal(bound, Magnitude.Bound(values));
            Assert.All(values, value => Assert.InRange((Int128)value, -(Int128)bound - 1, (Int128)bound));
            Assert.True(bound <= 2 * (ulong)values.Append(0).Max(static value => (Int128)(value < 0 ? ~value : value)) + 1);
        }

        Assert.Equal((ulong)long.MaxValue, Magnitude.Bound([0, long.MinValue]));
    }
}
