namespace Patterns.Lake;

/// <summary>
/// Collects what a read has to say besides its rows: counts per file and the rows set aside. Give a new one to each read; it is complete when
/// the read is. Not safe for use while the read is going on, except from <paramref name="onSetAside"/>.
/// </summary>
/// <param name="onSetAside">Called for every row set aside, in the order of the files; null for none.</param>
public sealed class ReadReport(Action<SetAsideRow>? onSetAside = null)
{
    /// <summary>The most rows that <see cref="SetAsideRows"/> keeps.</summary>
    public const int MaxSetAsideRows = 1000;

    private readonly List<FileReadCounts> _files = [];
    private readonly List<SetAsideRow> _setAsideRows = [];

    /// <summary>Counts per file, in the order of reading; a file is listed when it has been read to its end.</summary>
    public IReadOnlyList<FileReadCounts> Files => _files;

    /// <summary>The first <see cref="MaxSetAsideRows"/> rows set aside.</summary>
    public IReadOnlyList<SetAsideRow> SetAsideRows => _setAsideRows;

    /// <summary>Rows seen in all files that have been read to their end.</summary>
    public long RowsRead => _files.Sum(static file => file.RowsRead);

    /// <summary>Rows that went into batches, before any filter.</summary>
    public long RowsAccepted => _files.Sum(static file => file.RowsAccepted);

    /// <summary>Rows that could not be read.</summary>
    public long RowsSetAside => _files.Sum(static file => file.RowsSetAside);

    internal void Add(FileReadCounts file) => _files.Add(file);

    internal void Add(SetAsideRow row)
    {
        if (_setAsideRows.Count < MaxSetAsideRows)
        {
            _setAsideRows.Add(row);
        }

        onSetAside?.Invoke(row);
    }
}
