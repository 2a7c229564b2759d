using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>Groups and aggregates the rows of a scan.</summary>
internal sealed class AggregateFold(AggregateNode node) : ScanFold<GroupByAggregation>, IDisposable
{
    /// <summary>The groups of all parts so far.</summary>
    public GroupByAggregation Result { get; } = node.Begin();

    public override GroupByAggregation Begin() => node.Begin();

    public override void Add(GroupByAggregation part, ColumnBatch batch) => part.Add(batch);

    public override void Combine(GroupByAggregation part) => Result.Merge(part);

    public void Dispose() => Result.Dispose();
}
