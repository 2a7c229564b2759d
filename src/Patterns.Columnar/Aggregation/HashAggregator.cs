using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>Groups rows by columns and aggregates columns per group.</summary>
/// <param name="keys">Types of the keys.</param>
/// <param name="accumulators">Owned.</param>
/// <param name="smallRange">See <see cref="KeyIndex.Create"/>.</param>
/// <param name="budget">Where memory is counted; null for nowhere.</param>
internal sealed class HashAggregator(
    IReadOnlyList<DataType> keys, Accumulator[] accumulators, long smallRange = KeyIndex.LargestSmallRange, MemoryBudget? budget = null) : IDisposable
{
    private readonly GroupIndex _groups = new(keys, smallRange);
    private readonly int[] _ids = new int[Chunk.Rows];

    /// <summary>The number of groups so far.</summary>
    public int GroupCount => _groups.Count;

    /// <summary>By how many bytes of pooled memory rows and groups have made it grow.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes all rows of columns in.</summary>
    public void Add(in GroupingInput input) => Add(input, 0, input.RowCount);

    /// <summary>Takes rows in.</summary>
    /// <param name="input">The columns.</param>
    /// <param name="start">0-based first row.</param>
    /// <param name="rowCount">The number of rows.</param>
    public void Add(in GroupingInput input, int start, int rowCount)
    {
        var held = ColumnBuffer.HeldByThread;
        _groups.Begin(input.Keys);
        for (var end = start + rowCount; start < end; start += Chunk.Rows)
        {
            var count = Math.Min(Chunk.Rows, end - start);
            if (input.Keys.Length == 0)
            {
                AddToFirst(input, start, count);
            }
            else
            {
                AddToGroups(input, start, count);
            }
        }

        Count(ColumnBuffer.HeldByThread - held);
    }

    /// <summary>Takes the groups of another in, whose rows come after the own ones.</summary>
    public void Merge(HashAggregator other)
    {
        other.Complete();
        var columns = other.BuildKeys();
        var from = new int[other.GroupCount];
        for (var group = 0; group < from.Length; group++)
        {
            from[group] = group;
        }

        Merge(other, columns, 0, from);
        Array.ForEach(columns, static column => column.Dispose());
    }

    /// <summary>Takes some groups of another in, whose rows come after the own ones.</summary>
    /// <param name="other">An aggregator of the same keys and accumulators; may be merged into several by different threads at once.</param>
    /// <param name="keys">Key values.</param>
    /// <param name="start">0-based row of <paramref name="keys"/> that belongs to the first of the groups; the others follow.</param>
    /// <param name="from">Groups of the other.</param>
    public void Merge(HashAggregator other, ReadOnlySpan<Column> keys, int start, ReadOnlySpan<int> from)
    {
        var held = ColumnBuffer.HeldByThread;
        var to = new int[from.Length];
        _groups.Begin(keys);
        for (var done = 0; done < to.Length; done += Chunk.Rows)
        {
            _groups.FindOrAdd(keys, start + done, to.AsSpan(done, Math.Min(Chunk.Rows, to.Length - done)));
        }

        for (var index = 0; index < accumulators.Length; index++)
        {
            Complete(index).Merge(other.Accumulators[index], from, to);
        }

        Count(ColumnBuffer.HeldByThread - held);
    }

    /// <summary>Makes room for all groups in all accumulators, as they must have before others take from this one.</summary>
    public void Complete()
    {
        for (var index = 0; index < accumulators.Length; index++)
        {
            Complete(index);
        }
    }

    /// <summary>The keys' columns, one row per group.</summary>
    public Column[] BuildKeys() => _groups.Build();

    /// <summary>The keys' columns, then one per result, one row per group.</summary>
    /// <param name="results">What is asked for.</param>
    public Column[] Build(ReadOnlySpan<AggregateResult> results)
    {
        Complete();
        var columns = new List<Column>(_groups.Build());
        foreach (var result in results)
        {
            columns.Add(result.Build(accumulators));
        }

        return [.. columns];
    }

    public void Dispose()
    {
        Count(-Bytes);
        _groups.Dispose();
        Array.ForEach(accumulators, static accumulator => accumulator.Dispose());
    }

    private Accumulator[] Accumulators => accumulators;

    private void Count(long bytes)
    {
        Bytes += bytes;
        budget?.AddTables(bytes);
    }

    private void AddToFirst(in GroupingInput input, int start, int count)
    {
        for (var index = 0; index < input.Accumulators.Length; index++)
        {
            Complete(input.Accumulators[index]).AddToFirst(input.Arguments[index], start, count);
        }
    }

    private void AddToGroups(in GroupingInput input, int start, int count)
    {
        var ids = _ids.AsSpan(0, count);
        _groups.FindOrAdd(input.Keys, start, ids);
        for (var index = 0; index < input.Accumulators.Length; index++)
        {
            Complete(input.Accumulators[index]).Add(input.Arguments[index], start, ids);
        }
    }

    /// <summary>An accumulator with room for all groups, also when no row came.</summary>
    private Accumulator Complete(int index)
    {
        accumulators[index].Resize(_groups.Count);
        return accumulators[index];
    }
}
