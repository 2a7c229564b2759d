using System.Text.Unicode;

namespace Patterns.Lake.Formats.Text;

/// <summary>Divides a text file into records, one window at a time (see <see cref="RecordConsumer"/>), and keeps count and position.</summary>
internal abstract class RecordReader(RecordContext context)
{
    private LineCounter _lines;
    private long _byteOffset;
    private bool _isStarted;

    /// <summary>Records so far: those kept and those set aside.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Records set aside so far.</summary>
    public long RowsSetAside { get; private set; }

    /// <summary>The longest record in bytes.</summary>
    protected int MaxRecordBytes => context.MaxRecordBytes;

    /// <summary>Whether no further record is wanted for now.</summary>
    protected abstract bool IsFull { get; }

    /// <summary>Where the next byte is that is not done with.</summary>
    protected RecordPosition Position => new(_lines.LineNumber, _byteOffset);

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

    /// <summary>Whether the record at the current position is UTF-8; if not, it is set aside.</summary>
    protected bool IsUtf8(ReadOnlySpan<byte> record)
    {
        if (!context.VerifyUtf8 || Utf8.IsValid(record))
        {
            return true;
        }

        SetAside($"the bytes are not UTF-8 (at byte {Utf8Text.ValidLength(record)} of the record)", record);
        return false;
    }

    /// <summary>Counts the record at the current position as one that is kept.</summary>
    protected void CountKept() => RowsRead++;

    /// <summary>Sets aside the record that starts at the current position.</summary>
    protected virtual void SetAside(string reason, ReadOnlySpan<byte> raw)
    {
        RowsRead++;
        RowsSetAside++;
        context.SetAside.SetAside(Position, reason, raw);
    }

    /// <summary>Sets aside the beginning of a record that is longer than allowed.</summary>
    protected void SetAsideTooLong(ReadOnlySpan<byte> record)
        => SetAside($"the record is longer than {MaxRecordBytes} bytes, the limit", record[..MaxRecordBytes]);
}
