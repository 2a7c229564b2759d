namespace Patterns.Columnar.Aggregation;

/// <summary>
/// Counts the pooled memory of an aggregation: a half of the limit is for tables of groups, an eighth for rows that wait to be taken into one; the rest
/// is left for what is copied when tables grow and are finished. Safe for use by several threads.
/// </summary>
/// <param name="limit">Bytes.</param>
/// <param name="threads">How many threads share it.</param>
internal sealed class MemoryBudget(long limit, int threads)
{
    private const int FewGroups = 1_024;

    private long _tables;
    private long _rows;
    private long _peak;

    /// <summary>No limit.</summary>
    public static MemoryBudget Unlimited() => new(long.MaxValue, 1);

    /// <summary>The most that was ever used at a time.</summary>
    public long PeakBytes => Volatile.Read(ref _peak);

    /// <summary>Whether tables must not grow: rows are set aside instead.</summary>
    public bool AreTablesFull => Volatile.Read(ref _tables) > limit / 2;

    /// <summary>Whether rows that arrive must be set aside.</summary>
    public bool AreRowsFull => Volatile.Read(ref _rows) > limit / 8;

    /// <summary>Whether rows that wait should be worked on although they are few.</summary>
    public bool AreRowsMany => Volatile.Read(ref _rows) > limit / 32;

    /// <summary>Whether a single table takes more than its share, and has so many groups that partitions would be smaller.</summary>
    public bool IsLarge(HashAggregator table) => table.Bytes > limit / 16 / threads && table.GroupCount > FewGroups;

    public void AddTables(long bytes) => Add(ref _tables, bytes);

    public void AddRows(long bytes) => Add(ref _rows, bytes);

    private void Add(ref long counter, long bytes)
    {
        Interlocked.Add(ref counter, bytes);
        var used = Volatile.Read(ref _tables) + Volatile.Read(ref _rows);
        for (var peak = PeakBytes; used > peak; peak = PeakBytes)
        {
            Interlocked.CompareExchange(ref _peak, used, peak);
        }
    }
}
