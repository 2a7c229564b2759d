using Patterns.Columnar.Aggregation;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class AggregatePartsTests
{
    private static readonly Schema Input = new(
        [new Field("amount", DataType.Decimal(10, 2)), new Field("quantity", DataType.Int32), new Field("region", DataType.String), new Field("width", DataType.Int16)]);

    [Fact]
    public void What_aggregates_share_is_computed_once()
    {
        var parts = Of("avg(amount)", "sum(amount)", "count(*)", "sum(quantity)", "count(amount)", "sum(amount)", "avg(quantity)");

        Assert.Equal(["sum(amount)", "count(amount)", "count(*)", "sum(quantity)", "count(quantity)"], parts.Computed.Select(static part => part.ToString()));
        Assert.Equal(
            [(0, 1), (0, null), (2, null), (3, null), (1, null), (0, null), (3, 4)],
            parts.Results.Select(static result => (result.Accumulator, result.Counts)));
        Assert.Equal(
            ["decimal(14,6)", "decimal(20,2)", "bigint", "bigint", "bigint", "decimal(20,2)", "double"],
            parts.Results.Select(static result => result.Type.ToString()));
    }

    [Fact]
    public void Quantiles_are_shared_when_their_shares_are_equal()
    {
        var parts = Of("percentile_approx(quantity, 0.5)", "percentile_approx(quantity, 0.9)", "percentile_approx(quantity, 0.50)");

        Assert.Equal([0, 1, 0], parts.Results.Select(static result => result.Accumulator));
    }

    [Fact]
    public void Sums_of_a_column_plus_numbers_are_one_sum_and_one_count()
    {
        var parts = Of("sum(width)", "sum(width + 1)", "sum(2 + width)", "sum(width - 3)", "sum(quantity + 1)", "sum(width * 2)", "sum(width + 2147483647)");

        Assert.Equal(
            ["sum(width)", "count(width)", "sum(quantity + 1)", "sum(width * 2)", "sum(width + 2147483647)"], parts.Computed.Select(static part => part.ToString()));
        Assert.Equal([null, 1, 2, -3, null, null, null], parts.Results.Select(static result => result.Shift));
    }

    [Fact]
    public void Sums_of_a_column_plus_numbers_are_those_of_every_row()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var schema = new Schema([new Field("key", DataType.Int32), new Field("width", DataType.Int16), new Field("row", DataType.Int64)]);
            using var builder = new ColumnBatchBuilder(schema);
            var expected = new SortedDictionary<int, long?>();
            for (var row = 0; row < 2_000; row++)
            {
                var (key, width) = (random.Next(9), (short)random.Next(short.MinValue, short.MaxValue + 1));
                builder.Fixed<int>(0).Append(key);
                builder.Fixed<long>(2).Append(row);
                var isNull = key == 0 || random.Next(5) == 0;
                expected.TryAdd(key, null);
                if (isNull)
                {
                    builder.Fixed<short>(1).AppendNull();
                    continue;
                }

                builder.Fixed<short>(1).Append(width);
                expected[key] = (expected[key] ?? 0) + width - 70_000;
            }

            using var batch = builder.Build();
            using var aggregation = new GroupByAggregation(schema, [new("key")], [new("shifted", Aggregate.Parse("sum(width - 70000)"))]);
            aggregation.Add(batch);
            using var groups = aggregation.Finish();

            Assert.Equal(
                expected.Select(static pair => ((object?)pair.Key, (object?)pair.Value)),
                Enumerable.Range(0, groups.RowCount).Select(row => (groups.Columns[0].GetValue(row), groups.Columns[1].GetValue(row))).OrderBy(static pair => (int)pair.Item1!));
        }
    }

    [Theory]
    [InlineData("avg(region)")]
    [InlineData("sum(region)")]
    public void An_aggregate_that_does_not_take_its_type_is_named_as_it_was_asked_for(string aggregate)
    {
        var error = Assert.Throws<ExpressionTypeException>(() => Of(aggregate));

        Assert.Contains($"{aggregate} does not take values of type string", error.Message, StringComparison.Ordinal);
    }

    private static AggregateParts Of(params string[] aggregates) => new(Input, aggregates.Select(Aggregate.Parse));
}
