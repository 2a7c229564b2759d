using Patterns.Columnar.Tests.Batches;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class GroupByAggregationTests
{
    private static readonly RowBinder<Sale> Binder = new();

    [Fact]
    public void Groups_come_in_the_order_of_their_first_rows_with_the_names_asked_for()
    {
        using var batch = Binder.Write([new("north", 3, 1.50m), new(null, 1, 2m), new("south", 5, null), new("north", 4, 0.25m), new(null, 1, 1m)]);
        using var grouping = BySales();
        grouping.Add(batch);
        using var result = grouping.Finish();

        Assert.Equal("region string, sales bigint NOT NULL, total decimal(20,2), average decimal(14,6), quantities bigint NOT NULL", result.Schema.ToString());
        Assert.Equal(
            [
                ["north", 2L, 1.75m, 0.875m, 2L],
                [null, 2L, 3.00m, 1.5m, 1L],
                ["south", 1L, null, null, 1L],
            ],
            Rows(result));
    }

    [Theory]
    [InlineData(5_000, 0.2)]
    [InlineData(5_000, 1.0)]
    [InlineData(0, 0.0)]
    public void Extremes_of_codes_are_those_of_their_texts(int rows, double nullShare)
    {
        var random = new Random(11);
        using var extremes = new GroupByAggregation(Schema.Parse("t string"), [], [new("least", Aggregate.Parse("min(t)")), new("most", Aggregate.Parse("max(t)"))]);
        var texts = new List<string>();
        for (var part = 0; part < 3; part++)
        {
            var codes = RandomColumns.Coded(rows, random, nullShare);
            using var batch = new ColumnBatch(Schema.Parse("t string"), codes);
            extremes.Add(batch);
            texts.AddRange(Enumerable.Range(0, rows).Select(row => (string?)codes.GetValue(row)).OfType<string>());
        }

        using var result = extremes.Finish();

        static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
        var sorted = texts.Order(Comparer<string>.Create(static (left, right) => Bytes(left).AsSpan().SequenceCompareTo(Bytes(right)))).ToList();
        Assert.Equal([[sorted.FirstOrDefault(), sorted.LastOrDefault()]], Rows(result));
    }

    [Fact]
    public void Without_keys_all_rows_are_one_group_even_when_there_are_none()
    {
        using var grouping = new GroupByAggregation(
            Binder.Schema, [], [new("rows", Aggregate.Count()), new("total", Aggregate.Parse("sum(amount)")), new("most", Aggregate.Parse("max(quantity)"))]);
        using var result = grouping.Finish();

        Assert.Equal([[0L, null, null]], Rows(result));
    }

    [Fact]
    public void Without_aggregates_the_result_is_the_distinct_keys()
    {
        using var batch = Binder.Write([new("a", 1, null), new("b", 1, null), new("a", 2, null), new("a", 1, null)]);
        using var grouping = new GroupByAggregation(
            Binder.Schema, [new("region", Expression.Column("region")), new("quantity", Expression.Column("quantity"))], []);
        grouping.Add(batch);
        using var result = grouping.Finish();

        Assert.Equal([["a", 1], ["b", 1], ["a", 2]], Rows(result));
    }

    [Fact]
    public void Expressions_are_grouped_and_aggregated_by_their_values()
    {
        using var batch = Binder.Write([new("North", 3, 1.50m), new("NORTH", 4, 2m), new("south", 5, 3m)]);
        using var grouping = new GroupByAggregation(
            Binder.Schema, [new("region", Expression.Parse("CASE WHEN region = 'NORTH' THEN 'North' ELSE region END"))], [new("weighted", Aggregate.Parse("sum(quantity * amount)"))]);
        grouping.Add(batch);
        using var result = grouping.Finish();

        Assert.Equal([["North", new WideDecimal(1_250, 2)], ["south", new WideDecimal(1_500, 2)]], Rows(result));
    }

    [Fact]
    public void Results_can_be_read_while_rows_are_still_added()
    {
        using var batch = Binder.Write([new("a", 1, 1m)]);
        using var grouping = BySales();
        grouping.Add(batch);
        using var first = grouping.Finish();
        grouping.Add(batch);
        using var second = grouping.Finish();

        Assert.Equal((1L, 2L), (first.Column<long>("sales").Values[0], second.Column<long>("sales").Values[0]));
        Assert.Equal(1, grouping.GroupCount);
    }

    [Fact]
    public void Merging_continues_the_rows_of_the_first()
    {
        using var batch = Binder.Write([new("a", 1, 1m), new("b", 2, 2m)]);
        using var later = Binder.Write([new("c", 1, 5m), new("a", 2, 3m)]);
        using var left = BySales();
        using var right = BySales();
        left.Add(batch);
        right.Add(later);
        left.Merge(right);
        using var result = left.Finish();

        Assert.Equal([["a", 2L, 4.00m, 2m, 2L], ["b", 1L, 2.00m, 2m, 1L], ["c", 1L, 5.00m, 5m, 1L]], Rows(result));
    }

    [Fact]
    public void Only_an_equal_aggregation_can_be_merged()
    {
        using var left = BySales();
        using var other = new GroupByAggregation(Binder.Schema, [], [new("rows", Aggregate.Count())]);

        Assert.Throws<ArgumentException>(() => left.Merge(other));
        Assert.Throws<ArgumentException>(() => left.Merge(left));
    }

    [Fact]
    public void What_does_not_type_check_is_refused_by_its_part()
    {
        Assert.Contains("sum(region) does not take values of type string", Refused([], [new("x", Aggregate.Parse("sum(region)"))]).Message, StringComparison.Ordinal);
        Assert.Contains("percentile_approx(region, 0.5) does not take values of type string", Refused([], [new("x", Aggregate.Parse("percentile_approx(region, 0.5)"))]).Message, StringComparison.Ordinal);
        Assert.Contains("bool_and(quantity) does not take values of type int", Refused([], [new("x", Aggregate.Parse("every(quantity)"))]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Aggregate.Quantile(Expression.Column("quantity"), double.NaN));
        Assert.Contains("missing", Refused([new("x", Expression.Column("missing"))], []).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new GroupByAggregation(Binder.Schema, [], []));
        Assert.Throws<ArgumentException>(() => new GroupByAggregation(Binder.Schema, [new("x", Expression.Column("region"))], [new("x", Aggregate.Count())]));

        static ExpressionTypeException Refused(NamedExpression[] keys, NamedAggregate[] aggregates)
            => Assert.Throws<ExpressionTypeException>(() => new GroupByAggregation(Binder.Schema, keys, aggregates));
    }

    [Theory]
    [InlineData("count(*)")]
    [InlineData("count(amount)")]
    [InlineData("count(DISTINCT amount)")]
    [InlineData("sum(amount)")]
    [InlineData("avg(amount)")]
    [InlineData("min(amount)")]
    [InlineData("max(amount)")]
    [InlineData("approx_count_distinct(region)")]
    [InlineData("percentile_approx(amount, 0.95)")]
    [InlineData("percentile_approx(amount, 0)")]
    [InlineData("first(amount)")]
    [InlineData("last(amount)")]
    [InlineData("first(amount, true)")]
    [InlineData("last(amount, true)")]
    [InlineData("bool_and(amount > 1)")]
    [InlineData("bool_or(amount > 1)")]
    public void An_aggregate_is_read_and_printed_in_Spark_SQL(string text) => Assert.Equal(text, Aggregate.Parse(text).ToString());

    [Theory]
    [InlineData("amount")]
    [InlineData("sum(amount) + 1")]
    [InlineData("sum(*)")]
    [InlineData("sum(DISTINCT amount)")]
    [InlineData("lower(region)")]
    [InlineData("percentile_approx(amount, 1.5)")]
    [InlineData("percentile_approx(amount, quantity)")]
    [InlineData("first(amount, 1)")]
    [InlineData("last(DISTINCT amount)")]
    public void What_is_not_one_aggregate_is_refused(string text) => Assert.Throws<ArgumentException>(() => Aggregate.Parse(text));

    private static GroupByAggregation BySales() => new(
        Binder.Schema,
        [new("region", Expression.Column("region"))],
        [
            new("sales", Aggregate.Count()),
            new("total", Aggregate.Sum(Expression.Column("amount"))),
            new("average", Aggregate.Average(Expression.Column("amount"))),
            new("quantities", Aggregate.CountDistinct(Expression.Column("quantity"))),
        ]);

    private static object?[][] Rows(ColumnBatch batch)
        => [.. Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => column.GetValue(row)).ToArray())];

    private sealed record Sale(string? Region, int Quantity, [Decimal(10, 2)] decimal? Amount);
}
