using System.Globalization;
using System.Numerics;
using System.Text.Unicode;
using Patterns.Lake.Kernels;

namespace Patterns.Lake.Formats.Csv;

/// <summary>
/// Finds the rows of a delimited file: rows with the right number of fields are collected, everything else is set aside. Looks at 64 bytes at
/// once and falls back to <see cref="CsvRecordScanner"/> for a record whose quotes are unusual. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// A record with malformed quotes, or longer than the limit, is set aside up to the end of its first line, and reading goes on with the next
/// line, so that one stray quote never takes the rest of the file with it.
/// </remarks>
internal sealed class CsvRowScanner(CsvDialect dialect, int columnCount, RecordContext context, RecordPosition start)
{
    private readonly List<int> _fieldEnds = [];
    private long _line = start.LineNumber;
    private long _windowOffset = start.ByteOffset;
    private bool _isSkippingLine;

    /// <summary>Rows set aside so far.</summary>
    public long RowsSetAside { get; private set; }

    /// <summary>Lines set aside so far because of their quotes.</summary>
    public long QuoteFaults { get; private set; }

    /// <summary>Blank lines skipped so far. In a file of one column a blank line is a row.</summary>
    public long BlankLines { get; private set; }

    /// <summary>Where the window of the last scan started.</summary>
    public long WindowOffset { get; private set; } = start.ByteOffset;

    /// <summary>Collects rows from the start of the window until it has <paramref name="maxRows"/> or the window ends.</summary>
    /// <returns>Bytes consumed, all of whole rows.</returns>
    public int Scan(ReadOnlySpan<byte> window, bool isFinal, CsvRows rows, int maxRows)
    {
        WindowOffset = _windowOffset;
        rows.Clear();

        // Whether a carriage return at the very end ends a record alone or with a line feed shows only in the next window.
        var limit = !isFinal && window.Length > 0 && window[^1] == '\r' ? window.Length - 1 : window.Length;
        var bytes = window[..limit];
        var position = 0;
        while (position < limit && rows.Count < maxRows)
        {
            if (_isSkippingLine)
            {
                position = SkipLine(bytes, position, isFinal);
            }
            else if (dialect.IsPlain && ScanPlain(bytes, isFinal, rows, maxRows, ref position))
            {
                break;
            }
            else if (position < limit && rows.Count < maxRows && !ScanOne(bytes, isFinal, rows, ref position))
            {
                break;
            }
        }

        _windowOffset += position;
        return position;
    }

    /// <summary>Scans rows by quote parity; true when the window has no further whole row, false before a record that needs a closer look.</summary>
    private bool ScanPlain(ReadOnlySpan<byte> bytes, bool isFinal, CsvRows rows, int maxRows, ref int position)
    {
        var delimiter = dialect.Delimiter;
        var quote = dialect.Quote ?? delimiter;
        var rowStart = position;
        var written = rows.Count * columnCount;
        var ends = rows.Ends;
        ulong insideCarry = 0, separatorCarry = 1, closeCarry = 0, returnCarry = 0;
        var hasQuotedLineEnds = false;
        for (var blockStart = position; blockStart < bytes.Length; blockStart += CharacterMasks.BlockLength)
        {
            var block = bytes[blockStart..];
            var masks = CharacterMasks.Of(block, delimiter, quote);
            var lineEnds = masks.LineFeeds | masks.CarriageReturns;
            var quotes = dialect.Quote is null ? 0 : masks.Quotes;
            ulong inside = 0, bad = 0;
            if ((quotes | insideCarry | closeCarry) != 0)
            {
                inside = PrefixParity.Of(quotes) ^ insideCarry;
                var opening = quotes & inside;
                var closing = quotes & ~inside;
                var separators = masks.Delimiters | lineEnds;
                var behindClosing = (closing << 1) | closeCarry;
                bad = (opening & ~((separators << 1) | separatorCarry | behindClosing)) | (behindClosing & ~(separators | quotes));
                bad &= block.Length < CharacterMasks.BlockLength ? (1UL << block.Length) - 1 : ulong.MaxValue;
                insideCarry = (ulong)((long)inside >> 63);
                closeCarry = closing >> 63;
                rows.HasQuotes = true;
            }

            // The line feed of CR LF ends nothing: the carriage return did.
            var terminators = lineEnds & ~(masks.LineFeeds & ((masks.CarriageReturns << 1) | returnCarry)) & ~inside;
            var structural = (masks.Delimiters & ~inside) | terminators;
            if (bad != 0)
            {
                var before = (1UL << BitOperations.TrailingZeroCount(bad)) - 1;
                terminators &= before;
                structural &= before;
            }

            if (ends.Length - written < BitPositions.MaxCount)
            {
                ends = rows.EnsureEnds(written + BitPositions.MaxCount);
            }

            var firstIndex = written;
            written += BitPositions.Write(structural, blockStart, ends[written..]);
            hasQuotedLineEnds |= (lineEnds & inside) != 0;
            for (; terminators != 0; terminators &= terminators - 1)
            {
                var bit = BitOperations.TrailingZeroCount(terminators);
                var index = firstIndex + BitOperations.PopCount(structural & ((1UL << bit) - 1));
                var rowEnd = blockStart + bit;
                var rowFirst = rows.Count * columnCount;
                if (!EndRow(bytes, rows, rowStart, rowEnd, index + 1 - rowFirst, hasQuotedLineEnds))
                {
                    if (rowEnd - rowStart > context.MaxRecordBytes)
                    {
                        position = rowStart;
                        return false;
                    }

                    ends[(index + 1)..written].CopyTo(ends[rowFirst..]);
                    var removed = index + 1 - rowFirst;
                    firstIndex -= removed;
                    written -= removed;
                }

                rowStart = NextStart(bytes, rowEnd);
                hasQuotedLineEnds = (lineEnds & inside & ~((2UL << bit) - 1)) != 0;
                if (rows.Count == maxRows)
                {
                    position = rowStart;
                    return true;
                }
            }

            if (bad != 0)
            {
                position = rowStart;
                return false;
            }

            separatorCarry = (masks.Delimiters | lineEnds) >> 63;
            returnCarry = masks.CarriageReturns >> 63;
        }

        position = rowStart;
        if (rowStart < bytes.Length && ((isFinal && insideCarry != 0) || bytes.Length - rowStart > context.MaxRecordBytes))
        {
            return false;
        }

        if (isFinal && rowStart < bytes.Length)
        {
            var rowFirst = rows.Count * columnCount;
            ends = rows.EnsureEnds(written + 1);
            ends[written++] = bytes.Length;
            _ = EndRow(bytes, rows, rowStart, bytes.Length, written - rowFirst, hasQuotedLineEnds);
            position = bytes.Length;
        }

        return true;
    }

    /// <summary>Decides on a row; false when it is not accepted, in which case it is set aside unless it is too long.</summary>
    private bool EndRow(ReadOnlySpan<byte> bytes, CsvRows rows, int rowStart, int rowEnd, int fieldCount, bool hasQuotedLineEnds)
    {
        if (rowEnd - rowStart > context.MaxRecordBytes)
        {
            return false;
        }

        var line = _line++;
        if (hasQuotedLineEnds)
        {
            _line += LineEnds.Count(bytes[rowStart..rowEnd]);
        }

        if (fieldCount == columnCount && (!context.VerifyUtf8 || Utf8.IsValid(bytes[rowStart..rowEnd])))
        {
            rows.Accept(rowStart, line);
            return true;
        }

        if (rowEnd == rowStart)
        {
            BlankLines++;
        }
        else
        {
            SetAside(bytes[rowStart..rowEnd], rowStart, line, Reason(fieldCount));
        }

        return false;
    }

    private string Reason(int fieldCount) => fieldCount == columnCount
        ? "the row holds bytes that are not UTF-8"
        : string.Create(CultureInfo.InvariantCulture, $"the row has {fieldCount} {(fieldCount == 1 ? "field" : "fields")}, expected {columnCount}");

    /// <summary>Scans one record byte by byte; false when it needs more bytes.</summary>
    private bool ScanOne(ReadOnlySpan<byte> bytes, bool isFinal, CsvRows rows, ref int position)
    {
        // Only so many bytes are looked at, however many the window has, so that the verdict does not depend on the window.
        var rest = bytes[position..];
        if (rest.Length > context.MaxRecordBytes + 1)
        {
            rest = rest[..(context.MaxRecordBytes + 1)];
            isFinal = false;
        }

        var record = CsvRecordScanner.Scan(rest, isFinal, dialect, _fieldEnds);
        var isTooLong = record.Outcome == CsvRecordOutcome.Incomplete ? rest.Length > context.MaxRecordBytes : record.End > context.MaxRecordBytes;
        if (isTooLong || record.Outcome == CsvRecordOutcome.Malformed)
        {
            return TrySetAsideLine(bytes, rest, isFinal, record.Fault, ref position);
        }

        if (record.Outcome == CsvRecordOutcome.Incomplete)
        {
            return false;
        }

        var start = position;
        var end = position + record.End;
        position = NextStart(bytes, end);
        if (record.Outcome == CsvRecordOutcome.Comment)
        {
            _line++;
            return true;
        }

        var first = rows.Count * columnCount;
        var ends = rows.EnsureEnds(first + record.FieldCount + BitPositions.MaxCount);
        for (var field = 0; field < record.FieldCount; field++)
        {
            ends[first + field] = start + _fieldEnds[field];
        }

        rows.HasQuotes = true;
        _ = EndRow(bytes, rows, start, end, record.FieldCount, hasQuotedLineEnds: true);
        return true;
    }

    /// <summary>Sets the line aside that a bad record starts with; false when the window does not show where the line ends.</summary>
    private bool TrySetAsideLine(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> rest, bool isFinal, string? fault, ref int position)
    {
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0 && !isFinal && rest.Length <= context.MaxRecordBytes)
        {
            return false;
        }

        var length = end < 0 ? rest.Length : end;
        QuoteFaults += fault is null ? 0 : 1;
        fault ??= string.Create(CultureInfo.InvariantCulture, $"the record is longer than {context.MaxRecordBytes} bytes");
        SetAside(rest[..Math.Min(length, context.MaxRecordBytes)], position, _line, fault);
        _isSkippingLine = end < 0 && !isFinal;
        if (!_isSkippingLine)
        {
            _line++;
        }

        position = end < 0 ? position + length : NextStart(bytes, position + end);
        return true;
    }

    private int SkipLine(ReadOnlySpan<byte> bytes, int position, bool isFinal)
    {
        var end = bytes[position..].IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            _isSkippingLine = !isFinal;
            return bytes.Length;
        }

        _isSkippingLine = false;
        _line++;
        return NextStart(bytes, position + end);
    }

    private void SetAside(ReadOnlySpan<byte> raw, int position, long line, string reason)
    {
        RowsSetAside++;
        context.SetAside.SetAside(new RecordPosition(line, _windowOffset + position), reason, raw);
    }

    /// <summary>The start of the row behind a line end.</summary>
    private static int NextStart(ReadOnlySpan<byte> bytes, int lineEnd)
        => Math.Min(bytes.Length, lineEnd + (lineEnd + 1 < bytes.Length && bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n' ? 2 : 1));
}
