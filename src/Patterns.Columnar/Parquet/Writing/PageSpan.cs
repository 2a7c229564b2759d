namespace Patterns.Columnar.Parquet.Writing;

/// <summary>What a data page holds of its column chunk.</summary>
/// <param name="FirstEntry">0-based entry of the chunk, counting nulls and empty lists.</param>
/// <param name="EntryCount">Entries.</param>
/// <param name="FirstValue">0-based value of the chunk, counting only what is not null.</param>
/// <param name="ValueCount">Values.</param>
/// <param name="FirstRow">0-based row of the row group.</param>
internal readonly record struct PageSpan(int FirstEntry, int EntryCount, int FirstValue, int ValueCount, int FirstRow)
{
    /// <summary>Entries without a value.</summary>
    public int NullCount => EntryCount - ValueCount;

    /// <summary>Position behind the last value.</summary>
    public int ValueEnd => FirstValue + ValueCount;
}
