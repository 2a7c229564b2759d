using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>The groups of a table in the order of their partitions.</summary>
internal sealed class TablePiece : Piece
{
    private readonly HashAggregator _table;
    private readonly Column[] _keys;
    private readonly ColumnBuffer _groups;
    private readonly MemoryBudget _budget;
    private readonly long _bytes;

    private TablePiece(HashAggregator table, Column[] keys, ColumnBuffer groups, int[] starts, (MemoryBudget Budget, long Bytes) memory)
        : base(starts)
    {
        _table = table;
        _keys = keys;
        _groups = groups;
        (_budget, _bytes) = memory;
        _budget.AddTables(_bytes);
    }

    /// <summary>Orders the groups of a table.</summary>
    /// <param name="table">Owned from now on, and no longer changed.</param>
    /// <param name="context">What is shared.</param>
    public static TablePiece Create(HashAggregator table, PartitioningContext context)
    {
        var held = ColumnBuffer.HeldByThread;
        table.Complete();
        var keys = table.BuildKeys();
        var hashes = ColumnBuffer.Rent<ulong>(table.GroupCount);
        KeyHash.Compute(keys, hashes.Span<ulong>(table.GroupCount));
        var groups = ColumnBuffer.Rent<int>(table.GroupCount);
        var order = groups.Span<int>(table.GroupCount);
        var starts = RadixPartitions.Order(hashes.Span<ulong>(table.GroupCount), context.Level, order);
        hashes.Release();
        for (var index = 0; index < keys.Length; index++)
        {
            using var unordered = keys[index];
            keys[index] = unordered is DictionaryBinaryColumn coded ? coded.TakePlain(order) : unordered.TakeRows(order);
        }

        return new TablePiece(table, keys, groups, starts, (context.Budget, ColumnBuffer.HeldByThread - held));
    }

    public override void Dispose()
    {
        _budget.AddTables(-_bytes);
        _table.Dispose();
        _groups.Release();
        Array.ForEach(_keys, static column => column.Dispose());
    }

    public override void AddTo(HashAggregator groups, int partition)
        => groups.Merge(_table, _keys, StartOf(partition), _groups.Span<int>(StartOf(partition), CountOf(partition)));

    public override void AddTo(PartResult part, int partition) => part.Add(this, partition);
}
