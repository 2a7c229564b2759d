namespace Patterns.Tables.Reading;

/// <summary>What scans read. Safe for use by several threads.</summary>
internal sealed class ScanMeasure
{
    private long _files;
    private long _rowGroups;
    private long _rowGroupsRead;
    private long _bytes;
    private long _cachedBytes;

    /// <summary>Data files that were opened.</summary>
    public long Files => Interlocked.Read(ref _files);

    /// <summary>Row groups of these files.</summary>
    public long RowGroups => Interlocked.Read(ref _rowGroups);

    /// <summary>Row groups that their statistics did not rule out.</summary>
    public long RowGroupsRead => Interlocked.Read(ref _rowGroupsRead);

    /// <summary>Bytes read from the store.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Bytes of column chunks that were in memory.</summary>
    public long CachedBytes => Interlocked.Read(ref _cachedBytes);

    public void FileOpened() => Interlocked.Increment(ref _files);

    public void RowGroupSeen(bool isRead)
    {
        Interlocked.Increment(ref _rowGroups);
        Interlocked.Add(ref _rowGroupsRead, isRead ? 1 : 0);
    }

    public void Read(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void ReadFromCache(long bytes) => Interlocked.Add(ref _cachedBytes, bytes);
}
