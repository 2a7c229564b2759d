using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Patterns.Updates.Sse;

/// <summary>
/// Reads an event stream that arrives in pieces of any size. What the pieces are makes no difference: a line end, a character or the byte order
/// mark may be split between them. Source: HTML Standard, section 9.2.6, "Interpreting an event stream".
/// </summary>
/// <remarks>
/// Pure; not thread safe. An event that ends in the piece that it began in is not copied. An event whose blank line never comes is forgotten with
/// the parser, as the source demands. Bytes that are not UTF-8 are left to whoever makes text of them.
/// </remarks>
/// <param name="maxEventBytes">Bytes that the data of an event, and any line, may have.</param>
/// <param name="comments">Whether comments are items; they are skipped otherwise.</param>
internal sealed class EventStreamParser(int maxEventBytes, bool comments = false)
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    // The fields of an event that could not stay in the input.
    private ByteBuffer _data;
    private ByteBuffer _type;
    private ByteBuffer _id;
    private bool _hasData;
    private bool _hasType;
    private bool _hasId;

    private ByteBuffer _lastEventId;
    private ByteBuffer _line;            // a line that came in several pieces
    private bool _lineIsRead;            // so _line is to be emptied
    private bool _keptEventIsRead;       // so the fields are to be emptied
    private bool _afterCarriageReturn;
    private int _markBytesRead;          // 3 once the start of the stream is behind

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The id that a client names when it connects again: UTF-8, empty for none. It changes where a block of fields ends.</summary>
    public ReadOnlySpan<byte> LastEventId => _lastEventId.Span;

    /// <summary>The last valid <c>retry</c> field; null before the first. Longer than any clock counts is <see cref="TimeSpan.MaxValue"/>.</summary>
    public TimeSpan? ReconnectionTime { get; private set; }

    /// <summary>Reads up to the next item and takes what it has read off the input.</summary>
    /// <returns>False when the input holds no further item; it is empty then, and what it began is remembered.</returns>
    /// <exception cref="EventTooLargeException">An event or a line is larger than allowed. The parser is of no further use.</exception>
    public bool TryRead(scoped ref ReadOnlySpan<byte> input, out EventStreamItem item)
    {
        if (_keptEventIsRead)
        {
            ForgetFields();
        }

        if (_markBytesRead < ByteOrderMark.Length)
        {
            SkipByteOrderMark(ref input);
        }

        EventFields fields = default;
        while (TryReadLine(ref input, out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
            {
                // "If the line is empty (a blank line): dispatch the event, as defined below."
                if (TryDispatch(ref fields, out item))
                {
                    return true;
                }
            }
            else if (line[0] == ':')
            {
                // "If the line starts with a U+003A COLON character (:): ignore the line."
                if (comments)
                {
                    Keep(ref fields);
                    item = new EventStreamItem(EventStreamItemKind.Comment, default, line[1..]);
                    return true;
                }
            }
            else
            {
                ReadField(line, ref fields);
                if (_lineIsRead)
                {
                    Keep(ref fields);
                }
            }
        }

        Keep(ref fields);
        item = default;
        return false;
    }

    /// <summary>Sets the id that holds until the stream brings another.</summary>
    public void StartAfter(ReadOnlySpan<byte> lastEventId)
    {
        _lastEventId.Clear();
        _lastEventId.Append(lastEventId);
    }

    // "If the first three bytes are 0xEF 0xBB 0xBF, skip them", in the words of the Encoding Standard, "UTF-8 decode".
    private void SkipByteOrderMark(ref ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty && _markBytesRead < ByteOrderMark.Length)
        {
            if (input[0] != ByteOrderMark[_markBytesRead])
            {
                _line.Append(ByteOrderMark[.._markBytesRead]);
                _markBytesRead = ByteOrderMark.Length;
                return;
            }

            input = input[1..];
            _markBytesRead++;
        }
    }

    // Lines end with CR LF, LF or CR. After a CR the line is over, whatever comes: waiting for an LF would hold back the event.
    private bool TryReadLine(scoped ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> line)
    {
        if (_lineIsRead)
        {
            _lineIsRead = false;
            _line.Clear();
        }

        if (_afterCarriageReturn && !input.IsEmpty)
        {
            _afterCarriageReturn = false;
            if (input[0] == LineFeed)
            {
                input = input[1..];
            }
        }

        int length = LengthOfLine(input);
        int known = length < 0 ? input.Length : length;
        if (known + (long)_line.Length > maxEventBytes)
        {
            throw new EventTooLargeException(maxEventBytes);
        }

        if (length < 0)
        {
            _line.Append(input);
            input = default;
            line = default;
            return false;
        }

        line = input[..length];
        _afterCarriageReturn = input[length] == CarriageReturn;
        input = input[(length + 1)..];
        if (_line.Length > 0)
        {
            _line.Append(line);
            line = _line.Span;
            _lineIsRead = true;
        }

        return true;
    }

    /// <summary>Index of the first line end; negative when there is none.</summary>
    // Blank lines and short ones are most of a stream: the call that finds the end of a long one takes longer than to look at 32 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOfLine(ReadOnlySpan<byte> input)
    {
        if (!input.IsEmpty && input[0] == LineFeed)
        {
            return 0;
        }

        if (Vector256.IsHardwareAccelerated && input.Length >= Vector256<byte>.Count)
        {
            Vector256<byte> start = Vector256.Create(input);
            uint ends = (Vector256.Equals(start, Vector256.Create(LineFeed)) | Vector256.Equals(start, Vector256.Create(CarriageReturn))).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return BitOperations.TrailingZeroCount(ends);
            }
        }

        return input.IndexOfAny(LineFeed, CarriageReturn);
    }

    private void ReadField(ReadOnlySpan<byte> line, scoped ref EventFields fields)
    {
        if (TryReadValue(line, "data"u8, out ReadOnlySpan<byte> value))
        {
            ReadData(value, ref fields);
        }
        else if (TryReadValue(line, "id"u8, out value))
        {
            // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value."
            if (!value.Contains((byte)0))
            {
                fields.Id = value;
                fields.HasId = true;
            }
        }
        else if (TryReadValue(line, "event"u8, out value))
        {
            fields.Type = value;
            fields.HasType = true;
        }
        else if (TryReadValue(line, "retry"u8, out value) && ReconnectionTimeField.TryParse(value, out TimeSpan time))
        {
            ReconnectionTime = time;
        }
    }

    // "Collect the characters before the first colon as field, those after it as value. If value starts with a space, remove it", and a line
    // without a colon is a field with an empty value.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadValue(ReadOnlySpan<byte> line, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!line.StartsWith(name))
        {
            return false;
        }

        if (line.Length == name.Length)
        {
            return true;
        }

        if (line[name.Length] != ':')
        {
            return false;
        }

        value = line[(name.Length + 1)..];
        if (!value.IsEmpty && value[0] == ' ')
        {
            value = value[1..];
        }

        return true;
    }

    // "Append the field value to the data buffer, then append a single U+000A LINE FEED character"; the last one is taken off again.
    private void ReadData(ReadOnlySpan<byte> value, scoped ref EventFields fields)
    {
        if (!fields.HasData && !_hasData)
        {
            fields.Data = value;
            fields.HasData = true;
            return;
        }

        Keep(ref fields.HasData, fields.Data, ref _hasData, ref _data);
        if (_data.Length + 1L + value.Length > maxEventBytes)
        {
            throw new EventTooLargeException(maxEventBytes);
        }

        _data.AppendLine(value);
    }

    // "Set the last event ID string to the last event ID buffer. If the data buffer is an empty string, set the event type buffer to the empty
    // string and return."
    private bool TryDispatch(scoped ref EventFields fields, out EventStreamItem item)
    {
        if (fields.HasId || _hasId)
        {
            _lastEventId.Clear();
            _lastEventId.Append(fields.HasId ? fields.Id : _id.Span);
        }

        if (fields.HasData || _hasData)
        {
            item = new EventStreamItem(
                EventStreamItemKind.Event,
                fields.HasType ? fields.Type : _type.Span,
                fields.HasData ? fields.Data : _data.Span);
            _keptEventIsRead = _hasData || _hasType || _hasId;
            return true;
        }

        fields = default;
        ForgetFields();
        item = default;
        return false;
    }

    private void ForgetFields()
    {
        _keptEventIsRead = false;
        _hasData = false;
        _hasType = false;
        _hasId = false;
        _data.Clear();
        _type.Clear();
        _id.Clear();
    }

    private void Keep(scoped ref EventFields fields)
    {
        Keep(ref fields.HasData, fields.Data, ref _hasData, ref _data);
        Keep(ref fields.HasType, fields.Type, ref _hasType, ref _type);
        Keep(ref fields.HasId, fields.Id, ref _hasId, ref _id);
    }

    private static void Keep(ref bool stands, ReadOnlySpan<byte> value, ref bool kept, ref ByteBuffer buffer)
    {
        if (stands)
        {
            stands = false;
            kept = true;
            buffer.Clear();
            buffer.Append(value);
        }
    }
}
