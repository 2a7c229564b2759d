using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>Groups rows by columns and aggregates columns per group.</summary>
internal sealed class HashAggregator(IReadOnlyList<DataType> keys, Accumulator[] accumulators) : IDisposable
{
    private readonly GroupIndex _groups = new(keys);
    private readonly int[] _ids = new int[Chunk.Rows];

    /// <summary>The number of groups so far.</summary>
    public int GroupCount => _groups.Count;

    /// <summary>Takes rows in.</summary>
    /// <param name="keys">One column per key.</param>
    /// <param name="arguments">One column per accumulator, or null where it counts rows.</param>
    /// <param name="rowCount">The number of rows.</param>
    public void Add(ReadOnlySpan<Column> keys, ReadOnlySpan<Column?> arguments, int rowCount)
    {
        _groups.Begin(keys);
        for (var start = 0; start < rowCount; start += Chunk.Rows)
        {
            var count = Math.Min(Chunk.Rows, rowCount - start);
            if (keys.Length == 0)
            {
                AddToFirst(arguments, start, count);
            }
            else
            {
                AddToGroups(keys, arguments, start, count);
            }
        }
    }

    /// <summary>Takes the groups of another in, whose rows come after the own ones.</summary>
    public void Merge(HashAggregator other)
    {
        var groups = FindGroups(other);
        for (var index = 0; index < accumulators.Length; index++)
        {
            accumulators[index].Resize(_groups.Count);
            accumulators[index].Merge(other.Complete(index), groups);
        }
    }

    /// <summary>The keys' columns, then the accumulators', one row per group.</summary>
    public Column[] Build()
    {
        var columns = new List<Column>(_groups.Build());
        for (var index = 0; index < accumulators.Length; index++)
        {
            columns.Add(Complete(index).Build());
        }

        return [.. columns];
    }

    public void Dispose()
    {
        _groups.Dispose();
        Array.ForEach(accumulators, static accumulator => accumulator.Dispose());
    }

    private void AddToFirst(ReadOnlySpan<Column?> arguments, int start, int count)
    {
        for (var index = 0; index < accumulators.Length; index++)
        {
            Complete(index).AddToFirst(arguments[index], start, count);
        }
    }

    private void AddToGroups(ReadOnlySpan<Column> keys, ReadOnlySpan<Column?> arguments, int start, int count)
    {
        var ids = _ids.AsSpan(0, count);
        _groups.FindOrAdd(keys, start, ids);
        for (var index = 0; index < accumulators.Length; index++)
        {
            Complete(index).Add(arguments[index], start, ids);
        }
    }

    /// <summary>An accumulator with room for all groups, also when no row came.</summary>
    private Accumulator Complete(int index)
    {
        accumulators[index].Resize(_groups.Count);
        return accumulators[index];
    }

    private int[] FindGroups(HashAggregator other)
    {
        var groups = new int[other._groups.Count];
        var columns = other._groups.Build();
        _groups.Begin(columns);
        for (var start = 0; start < groups.Length; start += Chunk.Rows)
        {
            _groups.FindOrAdd(columns, start, groups.AsSpan(start, Math.Min(Chunk.Rows, groups.Length - start)));
        }

        Array.ForEach(columns, static column => column.Dispose());
        return groups;
    }
}
