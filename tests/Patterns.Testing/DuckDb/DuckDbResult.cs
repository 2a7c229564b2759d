namespace Patterns.Testing;

/// <summary>Owns a native result: names, types and chunks.</summary>
internal sealed class DuckDbResult : IDisposable
{
    private DuckDbNative.Result _result;

    public DuckDbResult(DuckDbNative.Result result)
    {
        _result = result;
        ColumnNames = [.. Columns().Select(column => DuckDbNative.BorrowedText(DuckDbNative.ColumnName(ref _result, column)))];
        ColumnTypes = [.. Columns().Select(column => DuckDbType.Take(DuckDbNative.ColumnType(ref _result, column)))];
    }

    public IReadOnlyList<string> ColumnNames { get; }

    public IReadOnlyList<DuckDbType> ColumnTypes { get; }

    public long RowsChanged => (long)DuckDbNative.RowsChanged(ref _result);

    /// <summary>Reads every row.</summary>
    public DuckDbRows ToRows()
    {
        var rows = new List<object?[]>();
        ForEachChunk(chunk => AddRows(chunk, rows));
        return new DuckDbRows(ColumnNames, [.. ColumnTypes.Select(static type => type.Name)], rows);
    }

    /// <summary>Fetches every chunk and looks at none of its values.</summary>
    public long Drain()
    {
        long rows = 0;
        ForEachChunk(chunk => rows += (long)DuckDbNative.ChunkSize(chunk));
        return rows;
    }

    public void Dispose() => DuckDbNative.DestroyResult(ref _result);

    private IEnumerable<ulong> Columns()
    {
        ulong count = DuckDbNative.ColumnCount(ref _result);
        for (ulong column = 0; column < count; column++)
        {
            yield return column;
        }
    }

    private void ForEachChunk(Action<nint> visit)
    {
        while (DuckDbNative.FetchChunk(_result) is var chunk and not 0)
        {
            try
            {
                visit(chunk);
            }
            finally
            {
                DuckDbNative.DestroyChunk(ref chunk);
            }
        }

        string error = DuckDbNative.BorrowedText(DuckDbNative.ResultError(ref _result));
        if (error.Length > 0)
        {
            throw new DuckDbException(error);
        }
    }

    private void AddRows(nint chunk, List<object?[]> rows)
    {
        var count = (int)DuckDbNative.ChunkSize(chunk);
        int first = rows.Count;
        for (var row = 0; row < count; row++)
        {
            rows.Add(new object?[ColumnTypes.Count]);
        }

        for (var column = 0; column < ColumnTypes.Count; column++)
        {
            object?[] values = DuckDbVector.Read(DuckDbNative.ChunkVector(chunk, (ulong)column), ColumnTypes[column], count);
            for (var row = 0; row < count; row++)
            {
                rows[first + row][column] = values[row];
            }
        }
    }
}
