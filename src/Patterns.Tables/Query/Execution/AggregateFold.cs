using Patterns.Columnar;

namespace Patterns.Tables.Query.Execution;

/// <summary>Groups and aggregates the rows of a scan.</summary>
/// <param name="groups">Without rows; is disposed with the fold.</param>
internal sealed class AggregateFold(ParallelAggregation groups) : ScanFold<AggregationPart>
{
    public override AggregationPart Begin(int index) => groups.Begin(index);

    public override void Add(AggregationPart part, ColumnBatch batch) => part.Add(batch);

    public override void Complete(int index, AggregationPart part) => part.Complete();

    /// <summary>The groups of all parts.</summary>
    public IAsyncEnumerable<ColumnBatch> FinishAsync(CancellationToken cancellationToken) => groups.FinishAsync(cancellationToken);

    public override void Dispose() => groups.Dispose();
}
