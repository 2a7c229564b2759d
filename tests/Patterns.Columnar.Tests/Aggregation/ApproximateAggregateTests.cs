using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class ApproximateAggregateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(3_000)]
    [InlineData(20_000)]
    [InlineData(300_000)]
    public void Different_values_are_counted_within_three_standard_errors_however_they_are_spread(int distinct)
    {
        var random = new Random(1);
        var allowed = distinct <= 256 ? 0 : distinct * 3 * 0.01625;
        foreach (var spread in (Func<long, long>[])[static n => n, static n => n * 1_000_003, static n => n << 32, static n => -n * 65_536])
        {
            var values = Enumerable.Range(0, distinct).Concat(Enumerable.Range(0, distinct)).Select(n => (long?)spread(n)).Append(null).ToArray();
            random.Shuffle(values);

            var counted = (long)Single(DataType.Int64, values, "approx_count_distinct(x)")!;

            Assert.InRange(counted, distinct - allowed, distinct + allowed);
        }
    }

    [Fact]
    public void Counts_of_many_groups_with_few_and_many_values_are_near_the_exact_ones()
    {
        var random = new Random(2);
        var schema = new Schema(new Field("key", DataType.Int64), new Field("x", DataType.String));
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < 200_000; row++)
        {
            var key = random.Next(200);
            builder.Fixed<long>(0).Append(key);
            builder.Binary(1).Append($"value {random.Next(1 + (key * key))}");
        }

        using var batch = builder.Build();
        using var grouping = new GroupByAggregation(
            schema, [new("key", Expression.Column("key"))], [new("exact", Aggregate.Parse("count(DISTINCT x)")), new("about", Aggregate.Parse("approx_count_distinct(x)"))]);
        grouping.Add(batch);
        using var result = grouping.Finish();

        var exact = result.Column<long>("exact").Values.ToArray();
        var about = result.Column<long>("about").Values.ToArray();
        Assert.All(exact.Zip(about), static pair => Assert.InRange(pair.Second, pair.First * (pair.First <= 256 ? 1 : 0.92), pair.First * (pair.First <= 256 ? 1 : 1.08)));
        Assert.InRange(exact.Zip(about).Average(static pair => (double)pair.Second / pair.First), 0.99, 1.01);
    }

    [Fact]
    public void A_register_holds_the_longest_run_of_zeros_of_its_hashes()
    {
        var random = new Random(3);
        var registers = new byte[HyperLogLog.Registers];
        var expected = new byte[HyperLogLog.Registers];
        for (var round = 0; round < 100_000; round++)
        {
            var hash = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            HyperLogLog.Add(registers, [HyperLogLog.Entry(hash)]);
            ref var register = ref expected[hash >> 52];
            register = Math.Max(register, (byte)(Math.Min(52, System.Numerics.BitOperations.LeadingZeroCount(hash << 12)) + 1));
        }

        Assert.Equal(expected, registers);
    }

    [Fact]
    public void The_middle_of_a_bin_is_within_one_percent_of_its_numbers_and_bins_are_in_their_order()
    {
        var random = new Random(4);
        double[] numbers =
        [
            double.NegativeInfinity, double.MinValue, -1, -1e-299, 0, double.Epsilon, 1e-299, 1, double.MaxValue, double.PositiveInfinity,
            .. Enumerable.Range(0, 100_000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-290, 308))),
        ];
        Array.Sort(numbers);
        var last = -1;
        foreach (var number in numbers)
        {
            var bin = QuantileBins.Of(number);
            Assert.True(bin >= last);
            last = bin;
            var middle = QuantileBins.Middle(bin);
            Assert.True(middle == number || Math.Abs(middle - number) <= Math.Max(1e-300, Math.Abs(number) * 0.0100001), $"{number} became {middle}");
        }

        Assert.True(QuantileBins.Of(double.NaN) > last && double.IsNaN(QuantileBins.Middle(QuantileBins.Of(double.NaN))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void Quantiles_are_within_one_percent_of_the_exact_ones(double share)
    {
        var random = new Random(5);
        foreach (var distribution in (Func<double>[])[random.NextDouble, () => Math.Exp(random.NextDouble() * 20), () => (random.NextDouble() - 0.3) * 1_000, () => random.Next(3)])
        {
            var values = Enumerable.Range(0, 5_000 + random.Next(100)).Select(_ => (double?)distribution()).ToArray();
            var exact = values.Order().ElementAt((int)(share * (values.Length - 1)))!.Value;

            var about = (double)Single(DataType.Float64, [.. values, null, null], FormattableString.Invariant($"percentile_approx(x, {share})"))!;

            Assert.InRange(about, exact - (Math.Abs(exact) * 0.0100001), exact + (Math.Abs(exact) * 0.0100001));
        }
    }

    [Fact]
    public void Quantiles_of_integers_and_decimals_are_numbers_and_of_nothing_null()
    {
        Assert.InRange((double)Single<long>(DataType.Int64, [10, 20, 30, 1_000_000], "percentile_approx(x, 0.5)")!, 19.8, 20.2);
        Assert.InRange((double)Single<long>(DataType.Decimal(10, 2), [10, 20, 30, 1_000_000], "approx_percentile(x, 1)")!, 9_900, 10_100);
        Assert.Null(Single<long>(DataType.Int64, [null, null], "percentile_approx(x, 0.5)"));
        Assert.Null(Single<long>(DataType.Int64, [], "percentile_approx(x, 0.5)"));
    }

    private static object? Single<T>(DataType type, T?[] values, string aggregate)
        where T : unmanaged
    {
        var schema = new Schema(new Field("x", type));
        using var builder = new ColumnBatchBuilder(schema);
        foreach (var value in values)
        {
            builder.Fixed<T>(0).Append(value);
        }

        using var batch = builder.Build();
        using var grouping = new GroupByAggregation(schema, [], [new("result", Aggregate.Parse(aggregate))]);
        grouping.Add(batch);
        using var result = grouping.Finish();
        return result.Column("result").GetValue(0);
    }
}
