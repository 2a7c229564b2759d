using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>Groups and aggregates the rows of a scan.</summary>
internal sealed class AggregateFold(AggregateNode node) : ScanFold<AggregationPart>
{
    private readonly ParallelAggregation _groups = node.Begin();

    public override AggregationPart Begin(int index) => _groups.Begin(index);

    public override void Add(AggregationPart part, ColumnBatch batch) => part.Add(batch);

    public override void Complete(int index, AggregationPart part) => part.Complete();

    /// <summary>The groups of all parts.</summary>
    public IAsyncEnumerable<ColumnBatch> FinishAsync(CancellationToken cancellationToken) => _groups.FinishAsync(cancellationToken);

    public override void Dispose() => _groups.Dispose();
}
