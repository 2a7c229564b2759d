namespace Patterns.Columnar.Parquet.Reading;

/// <summary>What the pages of one column take of the memory of a read.</summary>
/// <param name="memory">Shared by the columns.</param>
/// <param name="column">Dotted path of the column.</param>
internal sealed class PageMemory(ReadMemory memory, string column)
{
    private long _taken;

    /// <summary>Takes memory.</summary>
    /// <param name="byteCount">Bytes; negative to give some back.</param>
    /// <exception cref="ParquetMemoryException">There is not as much left.</exception>
    public void Take(long byteCount)
    {
        _taken += byteCount;
        memory.TakePages(column, byteCount);
    }

    /// <summary>Gives everything back.</summary>
    public void Release() => Take(-_taken);
}
