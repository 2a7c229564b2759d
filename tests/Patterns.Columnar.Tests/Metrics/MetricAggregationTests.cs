using Patterns.Columnar.Tests.Expressions;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Metrics;

public sealed class MetricAggregationTests
{
    private static readonly Schema Schema = new(
        new Field("region", DataType.String), new Field("amount", DataType.Decimal(10, 3)), new Field("status", DataType.String));

    private static readonly object?[][] Rows =
    [
        ["north", 10.125m, "paid"],
        ["south", 1.000m, "open"],
        ["north", 2.000m, "paid"],
        ["south", 5.005m, "paid"],
        ["west", 7.000m, null],
    ];

    [Fact]
    public void An_answer_is_filtered_aggregated_and_rounded()
    {
        var revenue = new MetricDefinition("revenue", "sum(amount)", "status = 'paid'") { Scale = 2 };
        Assert.Equal(["17.13"], Answer(revenue));
        Assert.Equal(["17.130"], Answer(revenue with { Scale = null }));
        Assert.Equal(["12.13 'north'", "5.01 'south'"], Answer(revenue, new NamedExpression("region")));
        Assert.Equal(["12.12 'north'", "5.00 'south'"], Answer(revenue with { Rounding = MetricRounding.HalfEven }, new NamedExpression("region")));
    }

    [Fact]
    public void A_ratio_is_divided_after_aggregation()
    {
        var perOrder = new MetricDefinition("per_order", "sum(amount) / nullif(count(*), 0)", "status = 'paid'") { Scale = 1 };
        Assert.Equal(["5.7"], Answer(perOrder));
        Assert.Equal(["null"], Answer(new MetricDefinition("none", "sum(amount) / nullif(count(*), 0)", "status = 'lost'")));
        Assert.Equal(["0"], Answer(new MetricDefinition("none", "count(*)", "status = 'lost'")));
    }

    [Fact]
    public void Parts_of_the_rows_are_merged()
    {
        var metric = new MetricDefinition("m", "max(amount) - min(amount)");
        using var batch = TestBatch.Of(Schema, Rows);
        using var first = batch.Slice(0, 2);
        using var second = batch.Slice(2, 3);
        using var whole = new MetricAggregation(Schema, metric);
        using var part = new MetricAggregation(Schema, metric);
        whole.Add(first);
        part.Add(second);
        whole.Merge(part);
        using var answer = whole.Finish();
        Assert.Equal("9.125", TestBatch.Show(answer.Column("m").GetValue(0)));
        using var other = new MetricAggregation(Schema, new MetricDefinition("m", "max(amount) - min(amount)", "status = 'paid'"));
        Assert.Throws<ArgumentException>(() => whole.Merge(other));
    }

    private static string[] Answer(MetricDefinition metric, params NamedExpression[] by)
    {
        using var aggregation = new MetricAggregation(Schema, metric.ResolveFor(Schema), by);
        using var batch = TestBatch.Of(Schema, Rows);
        aggregation.Add(batch);
        using var answer = aggregation.Finish();
        return [.. Enumerable.Range(0, answer.RowCount).Select(row => string.Join(' ', answer.Columns.Reverse().Select(column => TestBatch.Show(column.GetValue(row)))))];
    }
}
