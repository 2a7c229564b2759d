using Patterns.Columnar.Memory;
using Patterns.Columnar.Spilling;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>The keys and arguments of rows, copied in the order of their partitions.</summary>
internal sealed class RowsPiece : Piece
{
    private readonly Column[] _keys;
    private readonly Column?[] _arguments;
    private readonly int[] _accumulators;
    private readonly MemoryBudget _budget;
    private readonly long _bytes;
    private readonly int[] _starts;

    private RowsPiece(Column[] keys, Column?[] arguments, int[] accumulators, int[] starts, (MemoryBudget Budget, long Bytes) memory)
        : base(starts)
    {
        _keys = keys;
        _arguments = arguments;
        _accumulators = accumulators;
        _starts = starts;
        (_budget, _bytes) = memory;
        _budget.AddRows(_bytes);
    }

    /// <summary>Copies rows.</summary>
    /// <param name="input">The rows, at least one.</param>
    /// <param name="context">What is shared.</param>
    public static RowsPiece Create(in GroupingInput input, PartitioningContext context)
    {
        var held = ColumnBuffer.HeldByThread;
        var hashes = ColumnBuffer.Rent<ulong>(input.RowCount);
        var rows = ColumnBuffer.Rent<int>(input.RowCount);
        KeyHash.Compute(input.Keys, hashes.Span<ulong>(input.RowCount));
        var order = rows.Span<int>(input.RowCount);
        var starts = RadixPartitions.Order(hashes.Span<ulong>(input.RowCount), context.Level, order);
        hashes.Release();

        // A column that is asked for twice is copied once.
        var copies = new Dictionary<Column, Column>(ReferenceEqualityComparer.Instance);
        var keys = new Column[input.Keys.Length];
        for (var index = 0; index < keys.Length; index++)
        {
            keys[index] = Copy(copies, input.Keys[index], order);
        }

        var arguments = new Column?[input.Arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = input.Arguments[index] is { } argument ? Copy(copies, argument, order) : null;
        }

        rows.Release();
        return new RowsPiece(keys, arguments, input.Accumulators.ToArray(), starts, (context.Budget, ColumnBuffer.HeldByThread - held));
    }

    /// <summary>The same rows in a file; these are disposed.</summary>
    /// <exception cref="SpillException">The file cannot be written.</exception>
    public SpilledRows Spill(SpillFile file)
    {
        using (this)
        {
            return SpilledRows.Write(_keys, _arguments, _accumulators, _starts, file);
        }
    }

    public override void Dispose()
    {
        _budget.AddRows(-_bytes);
        Array.ForEach(_keys, static column => column.Dispose());
        Array.ForEach(_arguments, static column => column?.Dispose());
    }

    public override void AddTo(HashAggregator groups, int partition)
        => groups.Add(new GroupingInput(_keys, _arguments, _accumulators, StartOf(partition + 1)), StartOf(partition), CountOf(partition));

    public override void AddTo(PartResult part, int partition)
    {
        Column[] keys = [.. _keys.Select(Share)];
        Column?[] arguments = [.. _arguments.Select(argument => argument is null ? null : Share(argument))];
        part.Add(new GroupingInput(keys, arguments, _accumulators, CountOf(partition)));
        Array.ForEach(keys, static key => key.Dispose());
        Array.ForEach(arguments, static argument => argument?.Dispose());

        Column Share(Column column) => column.Slice(StartOf(partition), CountOf(partition));
    }

    private static Column Copy(Dictionary<Column, Column> copies, Column column, ReadOnlySpan<int> order)
    {
        if (!copies.TryGetValue(column, out var copy))
        {
            copy = IsLargeDictionary(column) ? ((DictionaryBinaryColumn)column).TakePlain(order) : column.TakeRows(order);
            copies.Add(column, copy);
        }

        return copy;
    }

    /// <summary>A dictionary pays where a partition uses each entry more than once.</summary>
    private static bool IsLargeDictionary(Column column)
        => column is DictionaryBinaryColumn coded && coded.Dictionary.Length > coded.Length / RadixPartitions.Count;
}
