namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>
/// What one thread has made of consecutive rows: tables of their groups, and, where nearly every row is a group of its own, rows as they are. Not
/// safe for use by several threads at once.
/// </summary>
internal sealed class PartResult(TablePlan plan) : IDisposable
{
    // A table up to this many groups is merged whole while there are few groups in all.
    private const int MostWholeGroups = 1 << 12;

    private readonly List<IDisposable> _pieces = [];
    private HashAggregator? _table;

    /// <summary>Takes rows in.</summary>
    public void Add(in GroupingInput input)
    {
        if (KeyDiversity.IsHigh(input))
        {
            CloseTable();
            _pieces.Add(RowsPiece.Create(input, 0));
            return;
        }

        _table ??= plan.Create();
        _table.Add(input);
    }

    /// <summary>Says that no more rows come.</summary>
    public void Complete() => CloseTable();

    /// <summary>Hands everything over in the order of the rows.</summary>
    public void MoveTo(PartitionedGroups groups)
    {
        foreach (var piece in _pieces)
        {
            if (piece is HashAggregator table)
            {
                groups.Add(table);
            }
            else
            {
                groups.Add((Piece)piece);
            }
        }

        _pieces.Clear();
    }

    public void Dispose()
    {
        _table?.Dispose();
        _pieces.ForEach(static piece => piece.Dispose());
        _pieces.Clear();
    }

    private void CloseTable()
    {
        if (_table is { } table)
        {
            _pieces.Add(table.GroupCount <= MostWholeGroups ? table : TablePiece.Create(table, 0));
            _table = null;
        }
    }
}
