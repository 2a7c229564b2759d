using Patterns.Columnar.Aggregation;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class AggregatePartsTests
{
    private static readonly Schema Input = new(
        [new Field("amount", DataType.Decimal(10, 2)), new Field("quantity", DataType.Int32), new Field("region", DataType.String)]);

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
