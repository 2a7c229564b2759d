using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>
/// The groups of all rows, made of parts that threads complete in any order and that are taken in in their own order, so that the result depends
/// neither on the number of threads nor on which is faster. Few groups are one table; many are cut into partitions, each with a table of its own,
/// on which any thread works. Safe for use by several threads.
/// </summary>
/// <param name="context">What is shared.</param>
internal sealed class PartitionedGroups(PartitioningContext context) : IDisposable
{
    private const int MostWholeGroups = 1 << 14;

    // So many rows make it worth while to bring the table of a partition into cache.
    private const int RowsToWork = 1 << 15;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, PartResult> _waiting = [];
    private HashAggregator? _whole = context.Plan.Create();
    private Partition[] _partitions = [];
    private int _nextPart;
    private int _nextPartition;

    /// <summary>The number of parts that were taken in.</summary>
    public int PartCount => _nextPart;

    /// <summary>Hands a part over. It is taken in as soon as all before it are.</summary>
    /// <param name="index">0-based position of the part among all.</param>
    /// <param name="part">Owned from now on.</param>
    public void Complete(int index, PartResult part)
    {
        part.Complete();
        lock (_lock)
        {
            if (index < _nextPart || !_waiting.TryAdd(index, part))
            {
                throw new InvalidOperationException($"Part {index} was completed before. Every part has a number of its own.");
            }

            while (_waiting.Remove(_nextPart, out var next))
            {
                next.MoveTo(this);
                _nextPart++;
            }
        }

        while (TryWork())
        {
        }
    }

    /// <summary>Something made of the groups, batch by batch.</summary>
    /// <param name="map">Takes a batch over. Called by several threads; may be called for an empty batch.</param>
    /// <param name="threads">The number of partitions to finish at a time.</param>
    /// <param name="cancellationToken">Stops between partitions.</param>
    /// <exception cref="InvalidOperationException">A part before the last one was not completed.</exception>
    public async IAsyncEnumerable<T> FinishAsync<T>(Func<ColumnBatch, T> map, int threads, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequireAllParts();
        if (_whole is not null)
        {
            yield return map(context.Plan.Build(_whole));
            yield break;
        }

        var running = new Queue<Task<List<T>>>();
        try
        {
            for (var next = 0; next < _partitions.Length || running.Count > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                while (next < _partitions.Length && running.Count < threads)
                {
                    var partition = _partitions[next++];
                    running.Enqueue(Task.Run(() => partition.Finish().ConvertAll(groups => map(groups)), CancellationToken.None));
                }

                foreach (var result in await running.Dequeue().ConfigureAwait(false))
                {
                    yield return result;
                }
            }
        }
        finally
        {
            // Nobody wants the rest: after an error, or because the caller stopped reading.
            foreach (var rest in running)
            {
                await rest.ContinueWith(Discard, TaskScheduler.Default).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The groups, finished by this thread alone.</summary>
    public List<ColumnBatch> Finish()
    {
        RequireAllParts();
        return _whole is not null ? [context.Plan.Build(_whole)] : [.. _partitions.SelectMany(static partition => partition.Finish())];
    }

    /// <summary>Takes groups in that come next. Called by parts on their turn.</summary>
    /// <param name="table">Few groups; owned from now on.</param>
    public void Add(HashAggregator table)
    {
        if (_whole is null)
        {
            Enqueue(TablePiece.Create(table, context));
            return;
        }

        using (table)
        {
            _whole.Merge(table);
        }

        if (_whole.GroupCount > MostWholeGroups)
        {
            Split();
        }
    }

    /// <summary>Takes a piece in that comes next. Called by parts on their turn.</summary>
    public void Add(Piece piece)
    {
        Split();
        Enqueue(piece);
    }

    public void Dispose()
    {
        _whole?.Dispose();
        Array.ForEach(_partitions, static partition => partition.Dispose());
        foreach (var part in _waiting.Values)
        {
            part.Dispose();
        }

        _waiting.Clear();
    }

    private static void Discard<T>(Task<List<T>> rest)
    {
        if (rest.Exception is null)
        {
            rest.Result.ForEach(static result => (result as IDisposable)?.Dispose());
        }
    }

    private void RequireAllParts()
    {
        if (_waiting.Count > 0)
        {
            throw new InvalidOperationException($"Part {_nextPart} was not completed, but part {_waiting.Keys.Min()} was. Begin and complete parts 0, 1, 2 and so on.");
        }
    }

    private void Split()
    {
        if (_whole is { } whole)
        {
            _whole = null;
            _partitions = [.. Enumerable.Range(0, RadixPartitions.Count).Select(index => new Partition(index, context))];
            Enqueue(TablePiece.Create(whole, context));
        }
    }

    private void Enqueue(Piece piece) => Array.ForEach(_partitions, partition => partition.Enqueue(piece));

    /// <summary>Works on a partition for which much waits, if there is one that no other thread works on.</summary>
    private bool TryWork()
    {
        Partition? partition;
        List<Piece> pieces;
        lock (_lock)
        {
            partition = TakePartition();
            if (partition is null)
            {
                return false;
            }

            pieces = partition.Dequeue();
        }

        partition.Add(pieces);
        lock (_lock)
        {
            partition.IsTaken = false;
        }

        return true;
    }

    private Partition? TakePartition()
    {
        if (context.Budget.AreTablesFull)
        {
            return null;
        }

        var leastRows = context.Budget.AreRowsMany ? 1 : RowsToWork;
        for (var tried = 0; tried < _partitions.Length; tried++)
        {
            var partition = _partitions[_nextPartition++ % _partitions.Length];
            if (!partition.IsTaken && partition.WaitingRows >= leastRows)
            {
                partition.IsTaken = true;
                return partition;
            }
        }

        return null;
    }
}
