using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>Finds the first rows of a scan in an order.</summary>
internal sealed class TopRowsFold : ScanFold<TopRows>
{
    private readonly SortNode _node;
    private readonly int _count;
    private readonly OrderedCombination<TopRows> _parts;

    public TopRowsFold(SortNode node, int count)
    {
        _node = node;
        _count = count;
        _parts = new OrderedCombination<TopRows>(Combine);
        Result = Begin(0);
    }

    /// <summary>The first rows of all parts so far.</summary>
    public TopRows Result { get; }

    public override TopRows Begin(int index) => new(_node.Schema, _count, _node.Orders);

    public override void Add(TopRows part, ColumnBatch batch) => part.Add(batch);

    public override void Complete(int index, TopRows part) => _parts.Complete(index, part);

    public override void Dispose()
    {
        _parts.Dispose();
        Result.Dispose();
    }

    private void Combine(TopRows part)
    {
        using var rows = part.Finish();
        Result.Add(rows);
    }
}
