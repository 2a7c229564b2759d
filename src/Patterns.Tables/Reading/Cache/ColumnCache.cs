namespace Patterns.Tables.Reading.Cache;

/// <summary>
/// Columns of row groups that queries asked for more than once, up to a number of bytes; beyond it those go that were not used for longest. Safe for use by
/// several threads.
/// </summary>
/// <param name="capacityBytes">Bytes of all columns together; 0 keeps none.</param>
internal sealed class ColumnCache(long capacityBytes) : IDisposable
{
    private const int MaxSeen = 1 << 16;

    // One column must not push everything else out.
    private const int LargestShare = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<ChunkKey, LinkedListNode<(ChunkKey Key, CachedColumn Column)>> _entries = [];
    private readonly LinkedList<(ChunkKey Key, CachedColumn Column)> _byUse = new();
    private readonly HashSet<ChunkKey> _seen = [];
    private long _bytes;

    public bool IsEnabled => capacityBytes > 0;

    /// <summary>Bytes of the columns that are kept.</summary>
    public long ByteCount
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>A column that is kept, which the caller disposes; null when it is not.</summary>
    public CachedColumn? TryGet(ChunkKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Column.Share();
        }
    }

    /// <summary>Whether a column was asked for before, so that it is worth keeping; remembers that it was.</summary>
    public bool WasSeen(ChunkKey key)
    {
        lock (_lock)
        {
            if (_seen.Count >= MaxSeen)
            {
                _seen.Clear();
            }

            return !_seen.Add(key);
        }
    }

    /// <summary>Keeps a column, of which the caller stays an owner, unless it is too large or there already.</summary>
    public void Add(ChunkKey key, CachedColumn column)
    {
        var bytes = column.ByteCount;
        if (bytes > capacityBytes / LargestShare)
        {
            return;
        }

        lock (_lock)
        {
            if (_entries.ContainsKey(key))
            {
                return;
            }

            while (_bytes + bytes > capacityBytes && _byUse.Last is { } oldest)
            {
                Remove(oldest);
            }

            _entries.Add(key, _byUse.AddFirst((key, column.Share())));
            _bytes += bytes;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            while (_byUse.Last is { } oldest)
            {
                Remove(oldest);
            }
        }
    }

    private void Remove(LinkedListNode<(ChunkKey Key, CachedColumn Column)> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= node.Value.Column.ByteCount;
        node.Value.Column.Dispose();
    }
}
