using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>The groups of a table in the order of their partitions.</summary>
internal sealed class TablePiece : Piece
{
    private readonly HashAggregator _table;
    private readonly Column[] _keys;
    private readonly ColumnBuffer _groups;

    private TablePiece(HashAggregator table, Column[] keys, ColumnBuffer groups, int[] starts)
        : base(starts)
    {
        _table = table;
        _keys = keys;
        _groups = groups;
    }

    /// <summary>Orders the groups of a table.</summary>
    /// <param name="table">Owned from now on, and no longer changed.</param>
    /// <param name="level">See <see cref="RadixPartitions.Order"/>.</param>
    public static TablePiece Create(HashAggregator table, int level)
    {
        table.Complete();
        var keys = table.BuildKeys();
        var hashes = ColumnBuffer.Rent<ulong>(table.GroupCount);
        KeyHash.Compute(keys, hashes.Span<ulong>(table.GroupCount));
        var groups = ColumnBuffer.Rent<int>(table.GroupCount);
        var order = groups.Span<int>(table.GroupCount);
        var starts = RadixPartitions.Order(hashes.Span<ulong>(table.GroupCount), level, order);
        hashes.Release();
        for (var index = 0; index < keys.Length; index++)
        {
            using var unordered = keys[index];
            keys[index] = unordered is DictionaryBinaryColumn coded ? coded.TakePlain(order) : unordered.TakeRows(order);
        }

        return new TablePiece(table, keys, groups, starts);
    }

    public override void Dispose()
    {
        _table.Dispose();
        _groups.Release();
        Array.ForEach(_keys, static column => column.Dispose());
    }

    protected override void AddTo(HashAggregator groups, int start, int count)
        => groups.Merge(_table, _keys, start, _groups.Span<int>(start, count));
}
