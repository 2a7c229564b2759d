namespace Patterns.Lake.Formats.Logs;

/// <summary>
/// Finds the parts of the first line of an HTTP request (RFC 9112, section 3). A path may hold blanks, for servers log what clients send.
/// </summary>
internal static class RequestLine
{
    /// <summary>Length of the method; zero when the line is none: no method in letters, or nothing behind it.</summary>
    public static int MethodLength(ReadOnlySpan<byte> line)
    {
        var length = 0;
        while (length < line.Length && (char.IsAsciiLetter((char)line[length]) || line[length] is (byte)'_' or (byte)'-'))
        {
            length++;
        }

        return length > 0 && length + 1 < line.Length && line[length] == ' ' && line[length + 1] != ' ' && PathEnd(line) > length ? length : 0;
    }

    /// <summary>Where the path ends: before the blank in front of the protocol, or at the end of a line without one (HTTP/0.9).</summary>
    public static int PathEnd(ReadOnlySpan<byte> line)
    {
        var last = line.LastIndexOf((byte)' ');
        return last >= 0 && line[(last + 1)..].StartsWith("HTTP/"u8) ? last : line.Length;
    }
}
