using Patterns.Columnar.Tests.Batches;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Aggregation;

public sealed class AggregationAllocationTests
{
    private const int Rows = 100_000;

    [OptimizedFact]
    public void Grouping_known_groups_allocates_per_batch_and_not_per_row()
    {
        var random = new Random(1);
        var types = new[] { DataType.Int64, DataType.Float64, DataType.Decimal(10, 2), DataType.Int8 };
        using var batch = new ColumnBatch(
            new Schema([.. types.Select(static (type, index) => new Field($"c{index}", type)), new Field("text", DataType.String)]),
            [.. types.Select(type => RandomColumns.Column(type, Rows, random)), RandomColumns.Coded(Rows, random)]);
        using var grouping = new GroupByAggregation(
            batch.Schema,
            [new("k1", Expression.Column("c3")), new("k2", Expression.Column("text")), new("k3", Expression.Column("c0"))],
            [
                new("rows", Aggregate.Count()),
                new("sum", Aggregate.Sum(Expression.Column("c0"))),
                new("total", Aggregate.Sum(Expression.Column("c1"))),
                new("average", Aggregate.Average(Expression.Column("c2"))),
                new("least", Aggregate.Min(Expression.Column("c2"))),
                new("most", Aggregate.Max(Expression.Column("text"))),
                new("different", Aggregate.CountDistinct(Expression.Column("c0"))),
            ]);
        grouping.Add(batch);
        grouping.Add(batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        grouping.Add(batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, Rows / 10);
    }
}
