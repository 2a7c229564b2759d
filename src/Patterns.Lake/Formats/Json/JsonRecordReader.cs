using System.Text.Unicode;

namespace Patterns.Lake.Formats.Json;

/// <summary>
/// Divides a file into records, one window at a time (see <see cref="RecordConsumer"/>), gives them to a handler and sets aside those that are
/// broken.
/// </summary>
internal abstract class JsonRecordReader(RecordContext context, JsonRecordHandler handler)
{
    private LineCounter _lines;
    private long _byteOffset;
    private bool _isStarted;

    public long RowsRead { get; private set; }

    public long RowsSetAside { get; private set; }

    protected JsonRecordHandler Handler => handler;

    protected int MaxRecordBytes => context.MaxRecordBytes;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Takes the records that are whole.</summary>
    /// <param name="window">The bytes from the first one that was not consumed.</param>
    /// <param name="isFinal">Whether the file ends with the window.</param>
    /// <returns>Bytes consumed.</returns>
    public int Consume(ReadOnlySpan<byte> window, bool isFinal)
    {
        var start = _byteOffset;
        if (!_isStarted)
        {
            if (!isFinal && window.Length < ByteOrderMark.Length)
            {
                return 0;
            }

            _isStarted = true;
            _byteOffset = window.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        }

        ConsumeRecords(window[(int)(_byteOffset - start)..], isFinal);
        return (int)(_byteOffset - start);
    }

    /// <summary>Takes the records that are whole, and calls <see cref="Advance"/> for each byte that is done with.</summary>
    protected abstract void ConsumeRecords(ReadOnlySpan<byte> window, bool isFinal);

    /// <summary>Steps over bytes that are done with.</summary>
    protected void Advance(ReadOnlySpan<byte> text)
    {
        _lines.Advance(text);
        _byteOffset += text.Length;
    }

    /// <summary>Keeps the record that was read last and that starts at the current position, or sets it aside when it is not UTF-8.</summary>
    protected void Keep(ReadOnlySpan<byte> record)
    {
        if (context.VerifyUtf8 && !Utf8.IsValid(record))
        {
            var cursor = new JsonCursor(record);
            cursor.FailAt(Utf8Text.ValidLength(record), JsonFault.InvalidUtf8);
            SetAside(JsonFaultText.Describe(cursor, record), record);
            return;
        }

        RowsRead++;
        handler.Keep(record, Position());
    }

    /// <summary>Sets aside the record that starts at the current position and undoes what was read of it.</summary>
    protected void SetAside(string reason, ReadOnlySpan<byte> raw)
    {
        handler.Undo();
        RowsRead++;
        RowsSetAside++;
        context.SetAside.SetAside(Position(), reason, raw);
    }

    /// <summary>Sets aside the beginning of a record that is longer than allowed.</summary>
    protected void SetAsideTooLong(ReadOnlySpan<byte> record)
        => SetAside($"the record is longer than {MaxRecordBytes} bytes, the limit", record[..MaxRecordBytes]);

    private RecordPosition Position() => new(_lines.LineNumber, _byteOffset);
}
