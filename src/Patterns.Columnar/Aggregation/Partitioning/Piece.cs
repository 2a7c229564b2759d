namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>Some rows, or groups of rows, ordered by partition. Each partition takes its share once, on any thread; the last one gives the memory back.</summary>
/// <param name="starts">For each partition where its share begins, and the end.</param>
internal abstract class Piece(int[] starts) : IDisposable
{
    private int _left = RadixPartitions.Count;

    /// <summary>The number of rows or groups of a partition.</summary>
    public int CountOf(int partition) => starts[partition + 1] - starts[partition];

    /// <summary>Takes the share of a partition into its groups.</summary>
    public abstract void AddTo(HashAggregator groups, int partition);

    /// <summary>Takes the share of a partition into a part, by which it is partitioned once more.</summary>
    public abstract void AddTo(PartResult part, int partition);

    /// <summary>Says that a partition needs its share no longer.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            Dispose();
        }
    }

    public abstract void Dispose();

    /// <summary>Where the share of a partition begins.</summary>
    protected int StartOf(int partition) => starts[partition];
}
