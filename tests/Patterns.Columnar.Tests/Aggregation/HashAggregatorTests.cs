using Patterns.Columnar.Aggregation;
using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Columnar.Tests.Batches;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class HashAggregatorTests
{
    private static readonly DataType[] ScalarTypes = [.. RandomColumns.Types.Where(static type => !type.IsNested)];

    public static TheoryData<DataType> Types => [.. ScalarTypes];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_function_of_every_type_equals_the_brute_force_result(DataType type)
    {
        var random = new Random(1);
        foreach (var nullShare in (double[])[0, 0.3, 1])
        {
            using var key = RandomColumns.Column(DataType.Int8, 3_000, random);
            using var argument = RandomColumns.Column(type, 3_000, random, nullShare);

            AssertEqual([key], AggregatesOf(argument), 3_000, Pieces(3_000, random));
            AssertEqual([], AggregatesOf(argument), 3_000, Pieces(3_000, random));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_can_be_a_key(DataType type)
    {
        var random = new Random(2);
        foreach (var nullShare in (double[])[0, 0.2, 1])
        {
            using var key = RandomColumns.Column(type, 5_000, random, nullShare);

            AssertEqual([key], [(AggregateFunction.CountAll, null)], 5_000, Pieces(5_000, random));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_keys_give_the_brute_force_result_however_the_rows_are_cut(int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(4_000);
        Column[] keys = [.. Enumerable.Range(0, random.Next(5)).Select(_ => RandomKey(rows, random))];
        using var argument = RandomColumns.Column(ScalarTypes[random.Next(ScalarTypes.Length)], rows, random);

        AssertEqual(keys, AggregatesOf(argument), rows, Pieces(rows, random));
        AssertEqual(keys, AggregatesOf(argument), rows, [rows]);
        Array.ForEach(keys, static key => key.Dispose());
    }

    [Theory]
    [InlineData(0L, 100_000)]
    [InlineData(long.MinValue, 5_000)]
    [InlineData(long.MaxValue - 300_000, 5_000)]
    public void Integers_near_the_ends_of_their_range_are_told_apart(long first, int distinct)
    {
        var random = new Random(3);
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        for (var row = 0; row < 20_000; row++)
        {
            builder.Append(first + (random.Next(distinct) * (row % 2 == 0 ? 1L : 53L)));
        }

        using var key = builder.Build();
        AssertEqual([key], [(AggregateFunction.CountAll, null)], 20_000, Pieces(20_000, random));
    }

    [Fact]
    public void Keys_that_outgrow_a_small_range_move_to_a_hash_table_with_their_numbers()
    {
        var random = new Random(4);
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        for (var row = 0; row < 12_000; row++)
        {
            builder.Append(row % 97 == 5 ? null : row < 3_000 ? random.Next(500) : random.NextInt64() % 2_000 * 1_000_000_007);
        }

        using var key = builder.Build();
        AssertEqual([key, key], [(AggregateFunction.CountAll, null), (AggregateFunction.CountDistinct, key)], 12_000, Pieces(12_000, random));
    }

    [Fact]
    public void Keys_that_fill_a_wide_range_move_back_to_an_array_with_their_numbers()
    {
        var random = new Random(6);
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        for (var row = 0; row < 900_000; row++)
        {
            builder.Append(row % 97 == 5 ? null : 10_000_000_000 + random.Next(1_500_000) + (row > 800_000 ? 1_000_000_000_000L : 0));
        }

        using var key = builder.Build();
        AssertEqual([key], [(AggregateFunction.CountAll, null)], 900_000, [900_000]);
    }

    [Fact]
    public void A_hundred_thousand_groups_are_found_again()
    {
        var random = new Random(5);
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        for (var row = 0; row < 300_000; row++)
        {
            builder.Append(random.Next(100_000) * 982_451_653L);
        }

        using var key = builder.Build();
        AssertEqual([key], [(AggregateFunction.CountAll, null)], 300_000, [300_000]);
    }

    [Fact]
    public void A_value_after_nothing_but_nulls_is_seen()
    {
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        builder.AppendNulls(3);
        builder.Append((ReadOnlySpan<long>)[7, 8]);
        using var column = builder.Build();

        AssertEqual([], AggregatesOf(column), 5, [1, 2, 2]);
        AssertEqual([column], AggregatesOf(column), 5, [1, 2, 2]);
    }

    [Theory]
    [InlineData(long.MaxValue, 1L)]
    [InlineData(long.MinValue, -1L)]
    public void A_sum_beyond_64_bits_is_an_error_but_one_that_comes_back_is_exact(long extreme, long step)
    {
        using var overflowing = Longs([extreme, step]);
        using var returning = Longs([extreme, step, -step]);

        var error = Assert.Throws<AggregateOverflowException>(() => Run([], [(AggregateFunction.Sum, overflowing)], 2, [2]));

        Assert.Equal(("aggregate.overflow", DataType.Int64), (error.Code, error.Type));
        Assert.Equal([[extreme]], Run([], [(AggregateFunction.Sum, returning)], 3, [1, 1, 1]));
        Assert.Equal([[(double)((Int128)extreme + step) / 2]], Run([], [(AggregateFunction.Average, overflowing)], 2, [2]));
    }

    [Fact]
    public void Decimal_sums_get_ten_digits_more_and_averages_four_as_in_Spark()
    {
        Assert.Equal("decimal(20,2)", TypeOf("sum(x)", DataType.Decimal(10, 2)));
        Assert.Equal("decimal(14,6)", TypeOf("avg(x)", DataType.Decimal(10, 2)));
        Assert.Equal("decimal(38,4)", TypeOf("sum(x)", DataType.Decimal(38, 4)));
        Assert.Equal("decimal(38,8)", TypeOf("avg(x)", DataType.Decimal(38, 4)));

        static string? TypeOf(string aggregate, DataType argument) => AccumulatorFactory.ResultType(Aggregate.Parse(aggregate), argument)?.ToString();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Merged_parts_equal_one_pass_over_all_rows(int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(5_000);
        Column[] keys = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomKey(rows, random))];
        using var argument = RandomColumns.Column(ScalarTypes[random.Next(ScalarTypes.Length)], rows, random);
        var aggregates = AggregatesOf(argument);

        using var merged = Create(keys, aggregates);
        var start = 0;
        foreach (var piece in Pieces(rows, random))
        {
            using var part = Create(keys, aggregates);
            AddSlice(part, keys, aggregates, start, piece);
            merged.Merge(part);
            start += piece;
        }

        Assert.Equal(BruteForceAggregation.Run(keys, aggregates, rows), Rows(merged, aggregates));
        Array.ForEach(keys, static key => key.Dispose());
    }

    [Fact]
    public void Extremes_of_growing_texts_keep_their_memory_bounded_and_their_values()
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.String);
        for (var row = 0; row < 20_000; row++)
        {
            builder.Append($"{row:000000} and a rather long tail of text");
        }

        using var texts = builder.Build();
        AssertEqual([], [(AggregateFunction.Max, texts), (AggregateFunction.Min, texts)], 20_000, [20_000]);
    }

    private static Column RandomKey(int rows, Random random) => random.Next(3) == 0
        ? RandomColumns.Coded(rows, random)
        : RandomColumns.Column(ScalarTypes[random.Next(ScalarTypes.Length)], rows, random, nullShare: random.Next(3) * 0.1);

    private static (AggregateFunction Function, Column? Argument)[] AggregatesOf(Column argument) =>
    [
        .. Enum.GetValues<AggregateFunction>()
            .Where(static function => function is not (AggregateFunction.ApproximateCountDistinct or AggregateFunction.Quantile))
            .Where(function => AccumulatorFactory.Create(PartsOf((function, argument))[0].Function, argument.Type) is not null)
            .Select(function => (function, function == AggregateFunction.CountAll ? null : argument)),
    ];

    private static List<int> Pieces(int rows, Random random)
    {
        var pieces = new List<int>();
        for (var left = rows; left > 0; left -= pieces[^1])
        {
            pieces.Add(Math.Min(left, random.Next(4) == 0 ? random.Next(3) : random.Next(2_500)));
        }

        return pieces;
    }

    private static void AssertEqual(Column[] keys, (AggregateFunction Function, Column? Argument)[] aggregates, int rowCount, IReadOnlyList<int> pieces)
        => Assert.Equal(BruteForceAggregation.Run(keys, aggregates, rowCount), Run(keys, aggregates, rowCount, pieces));

    private static object?[][] Run(Column[] keys, (AggregateFunction Function, Column? Argument)[] aggregates, int rowCount, IReadOnlyList<int> pieces)
    {
        using var aggregator = Create(keys, aggregates);
        var start = 0;
        foreach (var piece in pieces)
        {
            AddSlice(aggregator, keys, aggregates, start, piece);
            start += piece;
        }

        Assert.Equal(rowCount, start);
        return Rows(aggregator, aggregates);
    }

    private static HashAggregator Create(Column[] keys, (AggregateFunction Function, Column? Argument)[] aggregates) => new(
        [.. keys.Select(static key => key.Type)],
        [.. aggregates.SelectMany(PartsOf).Select(static part => AccumulatorFactory.Create(part.Function, part.Argument?.Type)!)]);

    /// <summary>What a table computes for an aggregate.</summary>
    private static (AggregateFunction Function, Column? Argument)[] PartsOf((AggregateFunction Function, Column? Argument) aggregate) =>
        aggregate.Function == AggregateFunction.Average ? [(AggregateFunction.Sum, aggregate.Argument), (AggregateFunction.Count, aggregate.Argument)] : [aggregate];

    private static AggregateResult[] ResultsOf((AggregateFunction Function, Column? Argument)[] aggregates)
    {
        var results = new List<AggregateResult>();
        var next = 0;
        foreach (var (function, argument) in aggregates)
        {
            var average = function == AggregateFunction.Average ? AccumulatorFactory.ResultType(Aggregate.Parse("avg(x)"), argument!.Type)! : null;
            results.Add(average is null ? new AggregateResult(next, null, DataType.Int64) : new AggregateResult(next, next + 1, average));
            next += average is null ? 1 : 2;
        }

        return [.. results];
    }

    private static void AddSlice(HashAggregator aggregator, Column[] keys, (AggregateFunction Function, Column? Argument)[] aggregates, int start, int length)
    {
        Column[] keySlices = [.. keys.Select(key => key.Slice(start, length))];
        Column?[] argumentSlices = [.. aggregates.SelectMany(PartsOf).Select(part => part.Argument?.Slice(start, length))];
        aggregator.Add(new GroupingInput(keySlices, argumentSlices, Enumerable.Range(0, argumentSlices.Length).ToArray(), length));
        Array.ForEach(keySlices, static slice => slice.Dispose());
        Array.ForEach(argumentSlices, static slice => slice?.Dispose());
    }

    private static object?[][] Rows(HashAggregator aggregator, (AggregateFunction Function, Column? Argument)[] aggregates)
    {
        var columns = aggregator.Build(ResultsOf(aggregates));
        object?[][] rows = [.. Enumerable.Range(0, columns.Length == 0 ? 0 : columns[0].Length).Select(row => columns.Select(column => column.GetValue(row)).ToArray())];
        Array.ForEach(columns, static column => column.Dispose());
        return rows;
    }

    private static Column Longs(long[] values)
    {
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        builder.Append((ReadOnlySpan<long>)values);
        return builder.Build();
    }
}
