namespace Patterns.Tables;

/// <summary>How far an append is.</summary>
/// <param name="RowCount">Rows checked and written so far.</param>
/// <param name="ByteCount">Bytes of data files written so far.</param>
/// <param name="FileCount">Data files started so far.</param>
public readonly record struct AppendProgress(long RowCount, long ByteCount, int FileCount);
