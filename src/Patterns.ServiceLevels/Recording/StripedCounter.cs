using System.Runtime.CompilerServices;

namespace Patterns.ServiceLevels.Recording;

/// <summary>
/// Counts good and bad events without locks: every thread has a cell of its own, found by its managed thread id, and adds to it with a plain store. An id
/// belongs to one live thread at a time, so a cell has one writer at a time; the next thread with the id goes on with the cell. Part of its owner: never copy it.
/// </summary>
internal struct StripedCounter()
{
    // Ids are handed out from 1 and used again, so they stay near the largest number of threads at once. Ids beyond share one cell and pay for atomic additions.
    private const int MaxCells = 1024;

    // The runtime's own id of a thread takes longer to get at than all the rest; 0 until a thread's first event.
    [ThreadStatic]
    private static int _threadId;

    private readonly Lock _lock = new();
    private CounterCell?[] _cells = [];
    private CounterCell? _newest;
    private long _sharedGood;
    private long _sharedBad;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(bool isGood)
    {
        var cells = _cells;
        var id = (uint)_threadId;
        if (id < (uint)cells.Length && cells[id] is { } cell)
        {
            if (isGood)
            {
                cell.Good++;
            }
            else
            {
                cell.Bad++;
            }
        }
        else
        {
            AddFirst(isGood ? 1 : 0, isGood ? 0 : 1);
        }
    }

    public void Add(long good, long bad)
    {
        var cells = _cells;
        var id = (uint)_threadId;
        if (id < (uint)cells.Length && cells[id] is { } cell)
        {
            cell.Good += good;
            cell.Bad += bad;
        }
        else
        {
            AddFirst(good, bad);
        }
    }

    /// <summary>What was counted so far. Good and bad are read apart from each other, so each is a number that was true at some instant of the call.</summary>
    public (long Good, long Bad) Read()
    {
        var (good, bad) = (Volatile.Read(ref _sharedGood), Volatile.Read(ref _sharedBad));
        for (var cell = Volatile.Read(ref _newest); cell is not null; cell = cell.Older)
        {
            good += Volatile.Read(ref cell.Good);
            bad += Volatile.Read(ref cell.Bad);
        }

        return (good, bad);
    }

    /// <summary>Brings the newest cell to the cache; the number means nothing.</summary>
    public readonly long Fetch() => _newest is { } cell ? cell.Good + cell.Bad : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddFirst(long good, long bad)
    {
        var id = _threadId = Environment.CurrentManagedThreadId;
        if (id >= MaxCells)
        {
            Interlocked.Add(ref _sharedGood, good);
            Interlocked.Add(ref _sharedBad, bad);
            return;
        }

        lock (_lock)
        {
            if (id >= _cells.Length)
            {
                var longer = new CounterCell?[Math.Min(MaxCells, Math.Max(16, (id + 1) * 2))];
                _cells.CopyTo(longer, 0);
                Volatile.Write(ref _cells, longer);
            }

            if (_cells[id] is null)
            {
                _cells[id] = new CounterCell(_newest);
                Volatile.Write(ref _newest, _cells[id]);
            }

            _cells[id]!.Good += good;
            _cells[id]!.Bad += bad;
        }
    }
}
