namespace Patterns.Lake.Formats.Csv;

/// <summary>Gives the rows of a file in groups that fit the processor's cache. Skips what stands before the first record.</summary>
internal sealed class CsvRowReader
{
    private const int FieldsPerGroup = 16 << 10;
    private const int MaxRowsPerGroup = 1024;

    private readonly CsvRowScanner _scanner;
    private long _bytesToSkip;

    public CsvRowReader(CsvFormat format, RecordContext context)
    {
        _scanner = new CsvRowScanner(format.Dialect, format.ColumnNames.Count, context, format.Body);
        _bytesToSkip = format.Body.ByteOffset;
        Rows = new CsvRows(format.ColumnNames.Count, Math.Clamp(FieldsPerGroup / format.ColumnNames.Count, 1, MaxRowsPerGroup));
    }

    /// <summary>The rows found by the last <see cref="Read"/>.</summary>
    public CsvRows Rows { get; }

    /// <summary>Records set aside so far because of their structure.</summary>
    public long RowsSetAside => _scanner.RowsSetAside;

    /// <summary>Lines set aside so far because of their quotes.</summary>
    public long QuoteFaults => _scanner.QuoteFaults;

    /// <summary>Blank lines skipped so far.</summary>
    public long BlankLines => _scanner.BlankLines;

    /// <summary>Finds the next rows; there may be none.</summary>
    /// <returns>Bytes consumed.</returns>
    public int Read(ReadOnlySpan<byte> window, bool isFinal, int maxRows)
    {
        var skipped = (int)Math.Min(_bytesToSkip, window.Length);
        if (skipped > 0)
        {
            _bytesToSkip -= skipped;
            Rows.Clear();
            return skipped;
        }

        return _scanner.Scan(window, isFinal, Rows, Math.Min(maxRows, Rows.Capacity));
    }

    /// <summary>Where a row starts in the file.</summary>
    public RecordPosition Position(int row) => new(Rows.Line(row), _scanner.WindowOffset + Rows.Start(row));

    /// <summary>Where a field starts in the file; the line is the one that its row starts in.</summary>
    public RecordPosition Position(int row, int column) => new(Rows.Line(row), _scanner.WindowOffset + Rows.FieldStart(row, column));
}
