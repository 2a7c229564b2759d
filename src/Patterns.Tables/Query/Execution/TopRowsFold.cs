using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>Finds the first rows of a scan in an order.</summary>
internal sealed class TopRowsFold(SortNode node, int count) : ScanFold<TopRows>, IDisposable
{
    /// <summary>The first rows of all parts so far.</summary>
    public TopRows Result { get; } = new(node.Schema, count, node.Orders);

    public override TopRows Begin() => new(node.Schema, count, node.Orders);

    public override void Add(TopRows part, ColumnBatch batch) => part.Add(batch);

    public override void Combine(TopRows part)
    {
        using var rows = part.Finish();
        Result.Add(rows);
    }

    public void Dispose() => Result.Dispose();
}
