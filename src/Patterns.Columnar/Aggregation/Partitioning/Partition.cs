using Patterns.Columnar.Aggregation.Grouping;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>The groups of one partition, and what waits to be taken into them. Only one thread at a time works on it.</summary>
/// <param name="index">0-based.</param>
/// <param name="plan">What is computed.</param>
internal sealed class Partition(int index, TablePlan plan) : IDisposable
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
        _groups ??= plan.Create(SmallRange);
        foreach (var piece in pieces)
        {
            piece.AddTo(_groups, index);
            piece.Release();
        }
    }

    /// <summary>The finished groups; the partition is of no use afterwards.</summary>
    public ColumnBatch Finish()
    {
        Add(Dequeue());
        var groups = plan.Build(_groups!);
        Dispose();
        return groups;
    }

    public void Dispose()
    {
        _groups?.Dispose();
        _groups = null;
        Dequeue().ForEach(static piece => piece.Release());
    }
}
