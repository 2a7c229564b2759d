using Patterns.Columnar.Aggregation.Grouping;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>The groups of one partition, and what waits to be taken into them. Only one thread at a time works on it.</summary>
/// <param name="index">0-based.</param>
/// <param name="context">What is shared.</param>
internal sealed class Partition(int index, PartitioningContext context) : IDisposable
{
    // Keys are spread over all partitions, so that an array over their range would be filled by one in as many.
    private const long SmallRange = KeyIndex.LargestSmallRange / RadixPartitions.Count / 4;

    private List<Piece> _waiting = [];
    private HashAggregator? _groups;

    /// <summary>Rows and groups that wait.</summary>
    public int WaitingRows { get; private set; }

    /// <summary>Whether a thread works on it.</summary>
    public bool IsTaken { get; set; }

    public void Enqueue(Piece piece)
    {
        if (piece.CountOf(index) == 0)
        {
            piece.Release();
            return;
        }

        _waiting.Add(piece);
        WaitingRows += piece.CountOf(index);
    }

    /// <summary>Takes out what waits.</summary>
    public List<Piece> Dequeue()
    {
        var pieces = _waiting;
        _waiting = [];
        WaitingRows = 0;
        return pieces;
    }

    /// <summary>Takes pieces in and releases them.</summary>
    public void Add(List<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            Add(piece);
        }
    }

    /// <summary>The finished groups; the partition is of no use afterwards. One whose table takes too much memory is partitioned once more.</summary>
    public List<ColumnBatch> Finish()
    {
        var pieces = Dequeue();
        for (var next = 0; next < pieces.Count; next++)
        {
            if (_groups is not null && context.Budget.IsLarge(_groups) && context.Level < RadixPartitions.Levels - 1)
            {
                return FinishDeeper(pieces[next..]);
            }

            Add(pieces[next]);
        }

        using var groups = _groups ?? context.Plan.Create();
        _groups = null;
        return [context.Plan.Build(groups)];
    }

    public void Dispose()
    {
        _groups?.Dispose();
        _groups = null;
        Dequeue().ForEach(static piece => piece.Release());
    }

    private void Add(Piece piece)
    {
        _groups ??= context.Plan.Create(SmallRange);
        piece.AddTo(_groups, index);
        piece.Release();
    }

    private List<ColumnBatch> FinishDeeper(List<Piece> pieces)
    {
        using var deeper = new PartitionedGroups(context.Deeper);
        var known = new PartResult(context.Deeper);
        known.Add(_groups!);
        _groups = null;
        deeper.Complete(0, known);
        for (var next = 0; next < pieces.Count; next++)
        {
            var part = new PartResult(context.Deeper);
            pieces[next].AddTo(part, index);
            pieces[next].Release();
            deeper.Complete(next + 1, part);
        }

        return deeper.Finish();
    }
}
