namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// Shares the memory limit of one read: a half is for pages and dictionaries, which must fit; batches are made so small that what is copied while they
/// grow, are filtered and handed out fits into the rest. Serves one caller at a time.
/// </summary>
/// <param name="file">Path of the file, for errors.</param>
/// <param name="limit">Bytes; 0 for no limit.</param>
/// <param name="columnCount">How many leaf columns are read side by side.</param>
internal sealed class ReadMemory(string file, long limit, int columnCount)
{
    private const int SmallestWindow = 4096;
    private const int FirstBatchRowCount = 1024;
    private const int WindowShare = 16;
    private const int BatchShare = 24;

    private long _pageBytes;
    private double _rowsPerBatch = FirstBatchRowCount;

    /// <summary>Most rows of the next batch.</summary>
    public int BatchRowCount => limit == 0 ? int.MaxValue : (int)_rowsPerBatch;

    /// <summary>How many bytes to read at a time of each column.</summary>
    /// <param name="wanted">Without a limit.</param>
    public int WindowByteCount(int wanted) => limit == 0 ? wanted : (int)Math.Min(wanted, Math.Max(SmallestWindow, limit / WindowShare / Math.Max(1, columnCount)));

    /// <summary>Takes memory for pages.</summary>
    /// <param name="column">Dotted path of the column.</param>
    /// <param name="byteCount">Bytes; negative to give some back.</param>
    /// <exception cref="ParquetMemoryException">There is not as much left.</exception>
    public void TakePages(string column, long byteCount)
    {
        _pageBytes += byteCount;
        if (limit > 0 && byteCount > 0 && _pageBytes > limit / 2)
        {
            throw new ParquetMemoryException(file, column, _pageBytes, limit);
        }
    }

    /// <summary>Learns from a batch how large rows are. The next batch has at most twice as many, since later rows may be larger.</summary>
    public void Learn(int rowCount, long byteCount)
    {
        if (limit > 0)
        {
            var fitting = (double)limit / BatchShare / Math.Max(1, byteCount) * rowCount;
            _rowsPerBatch = Math.Clamp(fitting, 1, Math.Min(2d * Math.Max(rowCount, FirstBatchRowCount / 2), int.MaxValue));
        }
    }
}
