namespace Patterns.Lake.Formats.Logs;

/// <summary>
/// The syslog protocol: <c>&lt;34&gt;1 2003-10-11T22:14:15.003Z host app procid msgid [id name="value"] message</c> (RFC 5424, section 6). A
/// hyphen is no value; structured data is kept as written.
/// </summary>
internal sealed class StructuredSyslogPattern : LogPattern
{
    private static readonly byte[] Time = [.. "time"u8];
    private static readonly byte[] Host = [.. "host"u8];
    private static readonly byte[] Process = [.. "process"u8];
    private static readonly byte[] Pid = [.. "pid"u8];
    private static readonly byte[] MessageId = [.. "message_id"u8];
    private static readonly byte[] StructuredData = [.. "structured_data"u8];
    private static readonly byte[] Message = [.. "message"u8];

    public override string Name => "syslog-5424";

    public override string Description => "syslog protocol (RFC 5424), one message per line";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public override string? Parse(ReadOnlySpan<byte> line, LogRow row)
    {
        var cursor = new LineCursor(line);
        if (!cursor.IsAt((byte)'<') || !SyslogPriority.TryRead(ref cursor, row) || !cursor.TrySkip((byte)'1') || !cursor.TrySkip((byte)' '))
        {
            return $"expected a priority of 0 to 191 in angle brackets and version 1, found {LineText.Found(line)}";
        }

        Span<Range> header = stackalloc Range[5];
        for (var index = 0; index < header.Length; index++)
        {
            if (!cursor.TryReadToken(out header[index]) || !cursor.TrySkip((byte)' '))
            {
                return $"expected time, host, application, process and message id with blanks between them, found {LineText.Found(cursor.Rest)}";
            }
        }

        row.AddValueOrHyphen(Time, header[0], line);
        row.AddTextOrHyphen(Host, header[1], line);
        row.AddTextOrHyphen(Process, header[2], line);
        row.AddValueOrHyphen(Pid, header[3], line);
        row.AddTextOrHyphen(MessageId, header[4], line);
        return ParseData(ref cursor, line, row);
    }

    private static string? ParseData(ref LineCursor cursor, ReadOnlySpan<byte> line, LogRow row)
    {
        var start = cursor.Position;
        if (!cursor.TrySkip((byte)'-') && !TrySkipElements(ref cursor))
        {
            return $"expected structured data in brackets or '-', found {LineText.Found(line[start..])}";
        }

        row.AddTextOrHyphen(StructuredData, start..cursor.Position, line);
        if (cursor.IsAtEnd)
        {
            row.AddNull(Message);
            return null;
        }

        if (!cursor.TrySkip((byte)' '))
        {
            return $"expected a blank behind the structured data, found {LineText.Found(cursor.Rest)}";
        }

        cursor.Skip(cursor.Rest.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0);
        row.AddText(Message, cursor.Position.., line.Length);
        return null;
    }

    /// <summary>Steps over elements in brackets. Values in quotes may hold closing brackets, for a backslash must stand before them.</summary>
    private static bool TrySkipElements(ref LineCursor cursor)
    {
        var isAny = false;
        while (cursor.TrySkip((byte)'['))
        {
            while (!cursor.TrySkip((byte)']'))
            {
                var isQuoted = cursor.IsAt((byte)'"');
                if (cursor.IsAtEnd || (isQuoted && !cursor.TryReadQuoted(out _)))
                {
                    return false;
                }

                cursor.Skip(isQuoted ? 0 : 1);
            }

            isAny = true;
        }

        return isAny;
    }
}
