using Patterns.Columnar.Tests.Batches;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class ParallelAggregationTests
{
    private static readonly DataType[] ScalarTypes = [.. RandomColumns.Types.Where(static type => !type.IsNested)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    public static TheoryData<DataType> Types => [.. ScalarTypes];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_keys_in_any_parts_give_the_groups_of_one_pass(int seed)
    {
        var random = new Random(seed);
        ColumnBatch[] batches = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => RandomBatch(random))];
        NamedExpression[] keys = [.. Enumerable.Range(0, random.Next(4)).Select(index => new NamedExpression($"k{index}", Expression.Column($"c{random.Next(6)}")))];

        var threads = 1 + random.Next(4);
        await AssertEqualAsync(batches, keys, AllOf(Expression.Column("c2"), Expression.Column("c5")), threads);
        await AssertEqualAsync(batches, keys, AllOf(Expression.Column("c3"), Expression.Column("c5")), threads, memoryLimit: 65_536 << random.Next(5));
        Array.ForEach(batches, static batch => batch.Dispose());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_can_be_a_key_of_many_groups(DataType type)
    {
        var random = new Random(7);
        var schema = new Schema(new Field("key", type), new Field("wide", DataType.Int64), new Field("value", DataType.Int64));
        ColumnBatch[] batches =
        [
            .. Enumerable.Range(0, 4).Select(_ => new ColumnBatch(
                schema,
                RandomColumns.Column(type, 6_000, random, 0.05),
                RandomColumns.Column(DataType.Int64, 6_000, random, 0.05),
                RandomColumns.Column(DataType.Int64, 6_000, random, 0.3))),
        ];

        await AssertEqualAsync(batches, [new("key", Expression.Column("key"))], AllOf(Expression.Column("value")), threads: 2);
        await AssertEqualAsync(batches, [new("key", Expression.Column("key")), new("wide", Expression.Column("wide"))], AllOf(Expression.Column("value")), threads: 2);
        Array.ForEach(batches, static batch => batch.Dispose());
    }

    [Fact]
    public async Task Many_groups_are_the_same_on_any_number_of_threads()
    {
        var batches = ManyKeys(12, 20_000);
        var expected = await GroupsAsync(batches, 1);

        Assert.Equal(12 * 20_000, expected.Sum(static row => (long)row[1]!));
        Assert.True(expected.Count > 100_000);
        Assert.Equal(expected, await GroupsAsync(batches, 2));
        Assert.Equal(expected, await GroupsAsync(batches, 5));
        Array.ForEach(batches, static batch => batch.Dispose());

        static Task<List<object?[]>> GroupsAsync(ColumnBatch[] batches, int threads)
            => RunAsync(batches, [new("key", Expression.Column("key"))], [new("rows", Aggregate.Count()), new("sum", Aggregate.Sum(Expression.Column("ratio")))], threads);
    }

    [Fact]
    public async Task Few_groups_come_in_the_order_of_their_first_rows()
    {
        var schema = new Schema(new Field("key", DataType.Int64));
        ColumnBatch[] batches = [.. Enumerable.Range(0, 40).Select(part => new ColumnBatch(schema, Longs(Enumerable.Range(part * 10, 20).Select(static key => (long?)key))))];

        var groups = await RunAsync(batches, [new("key", Expression.Column("key"))], [], 4);

        Assert.Equal(Enumerable.Range(0, 410).Select(static key => (object?)(long)key), groups.Select(static row => row[0]));
        Array.ForEach(batches, static batch => batch.Dispose());
    }

    [Fact]
    public async Task A_stream_of_batches_is_taken_in_and_disposed()
    {
        var batches = ManyKeys(30, 20_000);
        using var aggregation = new ParallelAggregation(batches[0].Schema, [new("key", Expression.Column("key"))], [new("rows", Aggregate.Count())]);
        await aggregation.AddAsync(batches.ToAsyncEnumerable());
        var rows = 0L;
        await foreach (var groups in aggregation.FinishAsync())
        {
            using (groups)
            {
                rows += groups.Column<long>("rows").Values.ToArray().Sum();
            }
        }

        Assert.Equal(600_000, rows);
        Assert.Throws<ObjectDisposedException>(() => batches[^1].Column<long>("key").Values[0]);
    }

    [Fact]
    public async Task Rows_that_the_filter_refuses_are_left_out()
    {
        var batches = ManyKeys(3, 20_000);
        var options = new AggregationOptions { Filter = Expression.Parse("key % 2 = 0") };
        using var aggregation = new ParallelAggregation(batches[0].Schema, [], [new("rows", Aggregate.Count()), new("odd", Aggregate.Sum(Expression.Parse("key % 2")))], options);
        await aggregation.AddAsync(batches);

        using var groups = await aggregation.FinishAsync().SingleAsync();

        Assert.InRange(groups.Column<long>("rows").Values[0], 29_000, 31_000);
        Assert.Equal(0, groups.Column<long>("odd").Values[0]);
        Array.ForEach(batches, static batch => batch.Dispose());
    }

    [Fact]
    public async Task An_error_in_a_row_ends_the_work_and_is_reported()
    {
        var batches = ManyKeys(30, 20_000);
        using var aggregation = new ParallelAggregation(batches[0].Schema, [], [new("sum", Aggregate.Sum(Expression.Parse("key / 0")))]);

        await Assert.ThrowsAsync<ExpressionEvaluationException>(() => aggregation.AddAsync(batches));
        Array.ForEach(batches, static batch => batch.Dispose());
    }

    [Fact]
    public async Task Parts_must_be_numbered_without_a_gap_and_once()
    {
        var batches = ManyKeys(1, 10);
        using var aggregation = new ParallelAggregation(batches[0].Schema, [], [new("rows", Aggregate.Count())]);
        aggregation.Begin(1).Complete();

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(async () => await aggregation.FinishAsync().ToListAsync());
        Assert.Contains("Part 0 was not completed", missing.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => aggregation.Begin(1).Complete());

        var part = aggregation.Begin(0);
        part.Add(batches[0]);
        part.Complete();
        Assert.Throws<ObjectDisposedException>(() => part.Add(batches[0]));
        using var groups = await aggregation.FinishAsync().SingleAsync();
        Assert.Equal(10, groups.Column<long>("rows").Values[0]);
        batches[0].Dispose();
    }

    [Fact]
    public void Options_and_filters_out_of_range_are_refused()
    {
        var schema = new Schema(new Field("key", DataType.Int64));

        Assert.Contains("0 or at least 65536 bytes, but is 1", Refused<ArgumentException>(new AggregationOptions { MemoryLimit = 1 }).Message, StringComparison.Ordinal);
        Assert.Contains("0 to 1024 threads, but is -1", Refused<ArgumentException>(new AggregationOptions { DegreeOfParallelism = -1 }).Message, StringComparison.Ordinal);
        Assert.Contains("a filter is boolean", Refused<ExpressionTypeException>(new AggregationOptions { Filter = Expression.Column("key") }).Message, StringComparison.Ordinal);

        TException Refused<TException>(AggregationOptions options)
            where TException : Exception
            => Assert.Throws<TException>(() => new ParallelAggregation(schema, [], [new("rows", Aggregate.Count())], options));
    }

    private static async Task AssertEqualAsync(ColumnBatch[] batches, NamedExpression[] keys, NamedAggregate[] aggregates, int threads, long memoryLimit = 0)
    {
        using var single = new GroupByAggregation(batches[0].Schema, keys, aggregates);
        Array.ForEach(batches, single.Add);
        using var expected = single.Finish();

        Assert.Equal(Texts(Rows(expected)), Texts(await RunAsync(batches, keys, aggregates, threads, memoryLimit)));
    }

    /// <summary>Runs with one part per batch, completed from the last to the first.</summary>
    private static async Task<List<object?[]>> RunAsync(ColumnBatch[] batches, NamedExpression[] keys, NamedAggregate[] aggregates, int threads, long memoryLimit = 0)
    {
        using var aggregation = new ParallelAggregation(
            batches[0].Schema, keys, aggregates, new AggregationOptions { DegreeOfParallelism = threads, MemoryLimit = memoryLimit });
        Parallel.For(0, batches.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, number =>
        {
            var index = batches.Length - 1 - number;
            using var part = aggregation.Begin(index);
            part.Add(batches[index]);
            part.Complete();
        });

        var rows = new List<object?[]>();
        await foreach (var groups in aggregation.FinishAsync())
        {
            using (groups)
            {
                rows.AddRange(Rows(groups));
            }
        }

        return rows;
    }

    /// <summary>Sums of floating-point numbers are added in another order, so that only their first digits are compared.</summary>
    private static string[] Texts(IEnumerable<object?[]> rows)
        => [.. rows.Select(static row => string.Join('|', row.Select(Text))).Order(StringComparer.Ordinal)];

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        double number => FormattableString.Invariant($"{number:E9}"),
        float number => FormattableString.Invariant($"{number:E6}"),
        _ => FormattableString.Invariant($"{value}"),
    };

    private static NamedAggregate[] AllOf(params Expression[] arguments) =>
    [
        new("rows", Aggregate.Count()),
        new("about", Aggregate.ApproximateCountDistinct(arguments[0])),
        .. arguments.SelectMany(static (argument, index) => new NamedAggregate[]
        {
            new($"count{index}", Aggregate.Count(argument)),
            new($"least{index}", Aggregate.Min(argument)), new($"most{index}", Aggregate.Max(argument)), new($"different{index}", Aggregate.CountDistinct(argument)),
            new($"first{index}", Aggregate.First(argument)), new($"last{index}", Aggregate.Last(argument)), new($"known{index}", Aggregate.LastNotNull(argument)),
        }),
        new("sum", Aggregate.Sum(arguments[^1])), new("average", Aggregate.Average(arguments[^1])), new("median", Aggregate.Quantile(arguments[^1], 0.5)),
    ];

    /// <summary>Six columns: any type, few and many integers, plain and coded text, decimals.</summary>
    private static ColumnBatch RandomBatch(Random random)
    {
        var rows = random.Next(9_000);
        return new ColumnBatch(
            new Schema(
                new Field("c0", DataType.Float64), new Field("c1", DataType.Int8), new Field("c2", DataType.Int32), new Field("c3", DataType.String),
                new Field("c4", DataType.String), new Field("c5", DataType.Decimal(10, 2))),
            RandomColumns.Column(DataType.Float64, rows, random),
            RandomColumns.Column(DataType.Int8, rows, random),
            RandomColumns.Column(DataType.Int32, rows, random),
            RandomColumns.Column(DataType.String, rows, random),
            RandomColumns.Coded(rows, random),
            RandomColumns.Column(DataType.Decimal(10, 2), rows, random));
    }

    private static ColumnBatch[] ManyKeys(int batches, int rows)
    {
        var random = new Random(11);
        var schema = new Schema(new Field("key", DataType.Int64), new Field("ratio", DataType.Float64));
        return
        [
            .. Enumerable.Range(0, batches).Select(_ =>
            {
                using var builder = new ColumnBatchBuilder(schema);
                for (var row = 0; row < rows; row++)
                {
                    builder.Fixed<long>(0).Append(random.Next(1_000_000) * 7_919L);
                    builder.Fixed<double>(1).Append(random.NextDouble());
                }

                return builder.Build();
            }),
        ];
    }

    private static Column Longs(IEnumerable<long?> values)
    {
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        foreach (var value in values)
        {
            builder.Append(value);
        }

        return builder.Build();
    }

    private static object?[][] Rows(ColumnBatch batch)
        => [.. Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => column.GetValue(row)).ToArray())];
}
