namespace Patterns.Lake;

/// <summary>How many rows of a file were read: each was accepted or set aside, none was dropped.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="RowsAccepted">Rows that went into batches, before any filter.</param>
/// <param name="RowsSetAside">Rows that could not be read.</param>
public readonly record struct FileReadCounts(string File, long RowsAccepted, long RowsSetAside)
{
    /// <summary>Rows seen: accepted and set aside. Headers, comments and blank lines are no rows.</summary>
    public long RowsRead => RowsAccepted + RowsSetAside;
}
