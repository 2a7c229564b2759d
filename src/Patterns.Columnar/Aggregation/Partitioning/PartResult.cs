namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>
/// What one thread has made of consecutive rows: tables of their groups, and, where nearly every row is a group of its own or memory is short, rows as
/// they are, in memory or on disk. Not safe for use by several threads at once.
/// </summary>
/// <param name="context">What is shared.</param>
internal sealed class PartResult(PartitioningContext context) : IDisposable
{
    // A table up to this many groups is merged whole while there are few groups in all.
    private const int MostWholeGroups = 1 << 12;

    // A look at the keys is worth its time once in so many rows.
    private const int RowsPerLook = 1 << 17;

    private readonly List<IDisposable> _pieces = [];
    private HashAggregator? _table;
    private bool _isDiverse;
    private int _rowsToLook;

    /// <summary>Takes rows in.</summary>
    /// <exception cref="SpillException">Memory is short, and the disk too.</exception>
    public void Add(in GroupingInput input)
    {
        var isShort = context.Budget.AreTablesFull || (_table is not null && context.Budget.IsLarge(_table));
        if (input.Keys.Length > 0 && (isShort || IsDiverse(input)))
        {
            CloseTable();
            var rows = RowsPiece.Create(input, context);
            _pieces.Add(context.Budget.AreTablesFull || context.Budget.AreRowsFull ? rows.Spill(context.File) : rows);
            return;
        }

        _table ??= context.Plan.Create();
        _table.Add(input);
    }

    /// <summary>Takes groups in.</summary>
    /// <param name="table">Owned from now on.</param>
    public void Add(HashAggregator table)
    {
        CloseTable();
        _table = table;
        CloseTable();
    }

    /// <summary>Takes the groups of a partition in.</summary>
    public void Add(TablePiece piece, int partition)
    {
        CloseTable();
        _table = context.Plan.Create();
        piece.AddTo(_table, partition);
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
        _table = null;
        _pieces.ForEach(static piece => piece.Dispose());
        _pieces.Clear();
    }

    private bool IsDiverse(in GroupingInput input)
    {
        if (_rowsToLook <= 0 && input.RowCount >= KeyDiversity.FewestRows)
        {
            _isDiverse = KeyDiversity.IsHigh(input);
            _rowsToLook = RowsPerLook;
        }

        _rowsToLook -= input.RowCount;
        return _isDiverse;
    }

    private void CloseTable()
    {
        if (_table is { } table)
        {
            _table = null;
            _pieces.Add(table.GroupCount <= MostWholeGroups ? table : TablePiece.Create(table, context));
        }
    }
}
