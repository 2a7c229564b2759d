namespace Patterns.Lake.Formats.Logs;

/// <summary>
/// The common and the combined log format of Apache and nginx: <c>host identity user [time] "request" status bytes "referrer" "user agent"</c>,
/// the last two optional. A virtual host may stand in front, as in Apache's <c>vhost_combined</c>; what follows the user agent is kept in
/// the column <c>extra</c>.
/// </summary>
/// <remarks>
/// A lone hyphen is no value, as the Apache documentation of <c>mod_log_config</c> has it. Escapes in quoted fields are kept as written. A
/// request that is not <c>method path protocol</c> is kept in the column <c>request</c>.
/// </remarks>
internal sealed class AccessLogPattern : LogPattern
{
    private static readonly byte[] VirtualHost = [.. "virtual_host"u8];
    private static readonly byte[] RemoteHost = [.. "remote_host"u8];
    private static readonly byte[] Identity = [.. "identity"u8];
    private static readonly byte[] User = [.. "user"u8];
    private static readonly byte[] Time = [.. "time"u8];
    private static readonly byte[] Method = [.. "method"u8];
    private static readonly byte[] Path = [.. "path"u8];
    private static readonly byte[] Protocol = [.. "protocol"u8];
    private static readonly byte[] Status = [.. "status"u8];
    private static readonly byte[] Bytes = [.. "bytes"u8];
    private static readonly byte[] Referrer = [.. "referrer"u8];
    private static readonly byte[] UserAgent = [.. "user_agent"u8];
    private static readonly byte[] Request = [.. "request"u8];
    private static readonly byte[] Extra = [.. "extra"u8];

    public override string Name => "access-log";

    public override string Description => "web server access log, common or combined log format";

    public override string? Parse(ReadOnlySpan<byte> line, LogRow row)
    {
        var cursor = new LineCursor(line);
        return ParseClient(ref cursor, line, row)
            ?? ParseTime(ref cursor, row)
            ?? ParseRequest(ref cursor, line, row, out var request)
            ?? ParseAnswer(ref cursor, line, row)
            ?? ParseOptional(ref cursor, line, row, request);
    }

    private static string? ParseClient(ref LineCursor cursor, ReadOnlySpan<byte> line, LogRow row)
    {
        Span<Range> tokens = stackalloc Range[4];
        var count = 0;
        while (count < tokens.Length && !cursor.IsAt((byte)'[') && cursor.TryReadToken(out tokens[count]) && cursor.TrySkip((byte)' '))
        {
            count++;
        }

        if (count < 3 || !cursor.IsAt((byte)'['))
        {
            return $"expected host, identity and user before a time in brackets, found {LineText.Found(line)}";
        }

        if (count == 4)
        {
            row.AddText(VirtualHost, tokens[0], line.Length);
        }

        row.AddText(RemoteHost, tokens[count - 3], line.Length);
        row.AddTextOrHyphen(Identity, tokens[count - 2], line);
        row.AddTextOrHyphen(User, tokens[count - 1], line);
        return null;
    }

    private static string? ParseTime(ref LineCursor cursor, LogRow row)
    {
        Span<byte> iso = stackalloc byte[AccessTime.IsoLength];
        if (!AccessTime.TryRewrite(cursor.Rest, iso))
        {
            return $"expected a time such as [17/May/2015:10:05:03 +0000], found {LineText.Found(cursor.Rest)}";
        }

        row.AddRewritten(Time, iso);
        cursor.Skip(AccessTime.Length);
        return cursor.TrySkip((byte)' ') ? null : $"expected a blank behind the time, found {LineText.Found(cursor.Rest)}";
    }

    private static string? ParseRequest(ref LineCursor cursor, ReadOnlySpan<byte> line, LogRow row, out Range malformed)
    {
        malformed = default;
        if (!cursor.TryReadQuoted(out var request) || !cursor.TrySkip((byte)' '))
        {
            return $"expected a request in double quotes and a blank, found {LineText.Found(cursor.Rest)}";
        }

        var text = line[request];
        var start = request.Start.Value;
        var method = RequestLine.MethodLength(text);
        if (method == 0)
        {
            malformed = text.SequenceEqual("-"u8) ? default : request;
            row.AddNull(Method);
            row.AddNull(Path);
            row.AddNull(Protocol);
            return null;
        }

        var end = RequestLine.PathEnd(text);
        row.AddText(Method, start..(start + method), line.Length);
        row.AddText(Path, (start + method + 1)..(start + end), line.Length);
        if (end < text.Length)
        {
            row.AddText(Protocol, (start + end + 1)..request.End.Value, line.Length);
        }
        else
        {
            row.AddNull(Protocol);
        }

        return null;
    }

    private static string? ParseAnswer(ref LineCursor cursor, ReadOnlySpan<byte> line, LogRow row)
    {
        if (!cursor.TryReadToken(out var status) || !IsNumber(line[status]) || !cursor.TrySkip((byte)' '))
        {
            return $"expected a status and a blank behind the request, found {LineText.Found(line[status.Start..])}";
        }

        if (!cursor.TryReadToken(out var bytes) || !IsNumber(line[bytes]))
        {
            return $"expected a number of bytes or '-' behind the status, found {LineText.Found(line[bytes.Start..])}";
        }

        row.AddValueOrHyphen(Status, status, line);
        row.AddValueOrHyphen(Bytes, bytes, line);
        return null;
    }

    private static string? ParseOptional(ref LineCursor cursor, ReadOnlySpan<byte> line, LogRow row, Range malformedRequest)
    {
        if (!cursor.IsAtEnd && cursor.Rest.StartsWith(" \""u8))
        {
            cursor.Skip(1);
            if (!cursor.TryReadQuoted(out var referrer) || !cursor.TrySkip((byte)' '))
            {
                return $"expected a referrer in double quotes and a blank, found {LineText.Found(cursor.Rest)}";
            }

            if (!cursor.TryReadQuoted(out var agent))
            {
                return $"expected a user agent in double quotes, found {LineText.Found(cursor.Rest)}; its closing quote may be missing";
            }

            row.AddTextOrHyphen(Referrer, referrer, line);
            row.AddTextOrHyphen(UserAgent, agent, line);
        }

        if (!malformedRequest.Equals(default))
        {
            row.AddText(Request, malformedRequest, line.Length);
        }

        if (!cursor.Rest.Trim((byte)' ').IsEmpty)
        {
            row.AddText(Extra, (cursor.Position + (cursor.IsAt((byte)' ') ? 1 : 0)).., line.Length);
        }

        return null;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => text.SequenceEqual("-"u8) || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
