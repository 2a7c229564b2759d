using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>The keys and arguments of rows, copied in the order of their partitions.</summary>
internal sealed class RowsPiece : Piece
{
    private readonly Column[] _keys;
    private readonly Column?[] _arguments;
    private readonly int[] _accumulators;

    private RowsPiece(Column[] keys, Column?[] arguments, int[] accumulators, int[] starts)
        : base(starts)
    {
        _keys = keys;
        _arguments = arguments;
        _accumulators = accumulators;
    }

    /// <summary>Copies rows.</summary>
    /// <param name="input">The rows, at least one.</param>
    /// <param name="level">See <see cref="RadixPartitions.Order"/>.</param>
    public static RowsPiece Create(in GroupingInput input, int level)
    {
        var hashes = ColumnBuffer.Rent<ulong>(input.RowCount);
        var rows = ColumnBuffer.Rent<int>(input.RowCount);
        KeyHash.Compute(input.Keys, hashes.Span<ulong>(input.RowCount));
        var order = rows.Span<int>(input.RowCount);
        var starts = RadixPartitions.Order(hashes.Span<ulong>(input.RowCount), level, order);
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
        return new RowsPiece(keys, arguments, input.Accumulators.ToArray(), starts);
    }

    public override void Dispose()
    {
        Array.ForEach(_keys, static column => column.Dispose());
        Array.ForEach(_arguments, static column => column?.Dispose());
    }

    protected override void AddTo(HashAggregator groups, int start, int count) => groups.Add(new GroupingInput(_keys, _arguments, _accumulators, start + count), start, count);

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
