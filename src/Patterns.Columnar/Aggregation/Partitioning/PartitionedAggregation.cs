using System.Runtime.CompilerServices;
using Patterns.Columnar.Spilling;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>
/// Groups of rows, and beside them, for each aggregate that counts different values, the groups of the keys and these values, which are partitioned
/// by both: so that few groups with many different values are spread over all threads too. In the end each value is counted once in its group.
/// Safe for use by several threads.
/// </summary>
internal sealed class PartitionedAggregation : IDisposable
{
    private readonly GroupingPlan _plan;
    private readonly SpillFile _file;
    private readonly PartitioningContext _directContext;
    private readonly PartitioningContext[] _distinctContexts;
    private readonly PartitionedGroups _direct;
    private readonly PartitionedGroups[] _distinct;
    private readonly bool _isDirectFed;

    /// <summary>Creates groups.</summary>
    /// <param name="plan">What is computed.</param>
    /// <param name="budget">How much memory there is.</param>
    /// <param name="file">Where rows go that memory has no room for; owned.</param>
    public PartitionedAggregation(GroupingPlan plan, MemoryBudget budget, SpillFile file)
    {
        _plan = plan;
        _file = file;
        _directContext = new PartitioningContext(plan.CountedTable(budget), budget, file, 0);
        _distinctContexts = [.. plan.Distinct.Select(index => new PartitioningContext(plan.DistinctTable(index, budget), budget, file, 0))];
        _direct = new PartitionedGroups(_directContext);
        _distinct = [.. _distinctContexts.Select(static context => new PartitionedGroups(context))];

        // Every group has rows, and so at least a null among its values.
        _isDirectFed = plan.Direct.Length > 0 || plan.Distinct.Length == 0;
    }

    /// <summary>A part without rows.</summary>
    public PartRows Begin() => new(_isDirectFed ? new PartResult(_directContext) : null, [.. _distinctContexts.Select(static context => new PartResult(context))]);

    /// <summary>Takes rows into a part.</summary>
    public void Add(PartRows part, in GroupingColumns rows)
    {
        part.Direct?.Add(rows.Direct);
        for (var index = 0; index < _distinct.Length; index++)
        {
            part.Distinct[index].Add(rows.Distinct(_plan.Distinct[index]));
        }
    }

    /// <summary>Hands a part over.</summary>
    /// <param name="index">0-based position of the part among all.</param>
    /// <param name="part">Owned from now on.</param>
    /// <exception cref="InvalidOperationException">A part with the same index was completed before.</exception>
    public void Complete(int index, PartRows part)
    {
        if (part.Direct is { } direct)
        {
            _direct.Complete(index, direct);
        }

        for (var distinct = 0; distinct < _distinct.Length; distinct++)
        {
            _distinct[distinct].Complete(index, part.Distinct[distinct]);
        }
    }

    /// <summary>The groups, as batches that the caller owns.</summary>
    /// <exception cref="InvalidOperationException">A part before the last one was not completed.</exception>
    public async IAsyncEnumerable<ColumnBatch> FinishAsync(int threads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = _direct.PartCount;
        for (var index = 0; index < _distinct.Length; index++)
        {
            var aggregate = _plan.Distinct[index];
            await foreach (var part in _distinct[index].FinishAsync(values => Count(values, aggregate), threads, cancellationToken).ConfigureAwait(false))
            {
                _direct.Complete(parts++, part);
            }
        }

        await foreach (var groups in _direct.FinishAsync(static groups => groups, threads, cancellationToken).ConfigureAwait(false))
        {
            if (groups.RowCount > 0)
            {
                yield return groups;
            }
            else
            {
                groups.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _direct.Dispose();
        Array.ForEach(_distinct, static values => values.Dispose());
        _file.Dispose();
    }

    /// <summary>A part in which every value counts once for its group.</summary>
    private PartResult Count(ColumnBatch values, int aggregate)
    {
        using (values)
        {
            var part = new PartResult(_directContext);
            Column[] columns = [.. values.Columns];
            part.Add(new GroupingInput(columns.AsSpan(0, _plan.KeyCount), [columns[^1]], [aggregate], values.RowCount));
            return part;
        }
    }
}
