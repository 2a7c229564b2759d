using System.Buffers.Text;

namespace Patterns.Lake.Formats.Logs;

/// <summary>
/// The lines that syslog daemons write: <c>Mar 27 13:06:56 host process[pid]: message</c> (RFC 3164, section 4.1), or the same with a time
/// as <c>2026-03-27T13:06:56.123456+01:00</c>. A priority may stand in front.
/// </summary>
/// <remarks>The older time has no year, and none is invented: it is text as written.</remarks>
internal sealed class SyslogPattern : LogPattern
{
    private const int BsdTimeLength = 15;
    private const int MaxTagLength = 128;

    private const string TimeWithoutYear = "Times such as 'Mar 27 13:06:56' have no year; they are kept as text because a year would be a guess.";

    private static readonly byte[] Time = [.. "time"u8];
    private static readonly byte[] Host = [.. "host"u8];
    private static readonly byte[] Process = [.. "process"u8];
    private static readonly byte[] Pid = [.. "pid"u8];
    private static readonly byte[] Message = [.. "message"u8];

    private bool _hasTimeWithoutYear;

    public override string Name => "syslog";

    public override string Description => "syslog, one message per line: time host process[pid]: message";

    public override IReadOnlyList<string> Notes => _hasTimeWithoutYear ? [TimeWithoutYear] : [];

    public override string? Parse(ReadOnlySpan<byte> line, LogRow row)
    {
        var cursor = new LineCursor(line);
        if (!SyslogPriority.TryRead(ref cursor, row))
        {
            return $"expected a priority of 0 to 191 in angle brackets, found {LineText.Found(line)}";
        }

        if (!TryReadTime(ref cursor, row, line))
        {
            return $"expected a time such as 'Mar 27 13:06:56' or '2026-03-27T13:06:56Z' and a blank, found {LineText.Found(cursor.Rest)}";
        }

        if (!cursor.TryReadToken(out var host))
        {
            return $"expected the name of a host behind the time, found {LineText.Found(cursor.Rest)}";
        }

        row.AddText(Host, host, line.Length);
        cursor.TrySkip((byte)' ');
        ReadTag(ref cursor, row, line.Length);
        row.AddText(Message, cursor.Position.., line.Length);
        return null;
    }

    private bool TryReadTime(ref LineCursor cursor, LogRow row, ReadOnlySpan<byte> line)
    {
        var rest = cursor.Rest;
        if (IsBsdTime(rest))
        {
            _hasTimeWithoutYear = true;
            row.AddText(Time, cursor.Position..(cursor.Position + BsdTimeLength), line.Length);
            cursor.Skip(BsdTimeLength + 1);
            return true;
        }

        var isIso = rest.Length > 10 && rest[4] == '-' && rest[7] == '-' && rest[10] == 'T' && cursor.TryReadToken(out _) && cursor.TrySkip((byte)' ');
        if (isIso)
        {
            row.AddValue(Time, (line.Length - rest.Length)..(cursor.Position - 1), line.Length);
        }

        return isIso;
    }

    private static bool IsBsdTime(ReadOnlySpan<byte> text)
        => text.Length > BsdTimeLength
            && text[3] == ' ' && text[6] == ' ' && text[9] == ':' && text[12] == ':' && text[15] == ' '
            && MonthName.NumberOf(text[..3]) != 0
            && TryNumber(text.Slice(text[4] == ' ' ? 5 : 4, text[4] == ' ' ? 1 : 2), 31)
            && TryNumber(text.Slice(7, 2), 23)
            && TryNumber(text.Slice(10, 2), 59)
            && TryNumber(text.Slice(13, 2), 59);

    private static bool TryNumber(ReadOnlySpan<byte> digits, int max)
        => Utf8Parser.TryParse(digits, out int value, out var length) && length == digits.Length && digits[0] is >= (byte)'0' and <= (byte)'9' && value <= max;

    /// <summary>Reads <c>process[pid]: </c> or <c>process: </c>; where there is no such tag, everything is the message.</summary>
    private static void ReadTag(ref LineCursor cursor, LogRow row, int lineLength)
    {
        var start = cursor.Position;
        var rest = cursor.Rest;
        var nameLength = rest[..Math.Min(rest.Length, MaxTagLength)].IndexOfAny(" :["u8);
        var end = nameLength > 0 && rest[nameLength] == '[' ? rest.IndexOf((byte)']') + 1 : nameLength;
        var isTag = nameLength > 0 && end > 0 && end < rest.Length && rest[end] == ':' && (end + 1 == rest.Length || rest[end + 1] == ' ');
        if (!isTag)
        {
            row.AddNull(Process);
            row.AddNull(Pid);
            return;
        }

        row.AddText(Process, start..(start + nameLength), lineLength);
        if (end > nameLength)
        {
            row.AddValue(Pid, (start + nameLength + 1)..(start + end - 1), lineLength);
        }
        else
        {
            row.AddNull(Pid);
        }

        cursor.Skip(end + 1);
        cursor.TrySkip((byte)' ');
    }
}
