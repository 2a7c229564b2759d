namespace Patterns.Tables.Reading.Cache;

/// <summary>Names a column of a row group of a data file, which never changes: a path is never written twice.</summary>
/// <param name="Path">The file in its store.</param>
/// <param name="FileBytes">Size of the file, as a second look.</param>
/// <param name="RowGroup">0-based row group.</param>
/// <param name="Column">Name of the column in the file.</param>
internal readonly record struct ChunkKey(string Path, long FileBytes, int RowGroup, string Column);
