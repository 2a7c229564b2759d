namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The statistics of a column over the whole file, to which each chunk adds when it is encoded. Thread safe.</summary>
internal abstract class ColumnSummary
{
    private readonly Lock _lock = new();
    private long _nullCount;

    public ColumnStatistics ToStatistics(long rowCount)
    {
        lock (_lock)
        {
            var (min, max) = Bounds();
            return new ColumnStatistics { RowCount = rowCount, NullCount = _nullCount, Min = min, Max = max, IsExact = min is not null };
        }
    }

    /// <summary>Adds the nulls of a chunk, and its values by a function that has the summary to itself.</summary>
    protected void Add(long nullCount, Action addValues)
    {
        lock (_lock)
        {
            _nullCount += nullCount;
            addValues();
        }
    }

    protected abstract (object? Min, object? Max) Bounds();
}
