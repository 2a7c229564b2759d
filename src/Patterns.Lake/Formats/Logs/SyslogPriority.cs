using System.Buffers.Text;
using System.Globalization;

namespace Patterns.Lake.Formats.Logs;

/// <summary>The priority in front of a syslog message, <c>&lt;34&gt;</c>: eight times the facility plus the severity (RFC 5424, section 6.2.1).</summary>
internal static class SyslogPriority
{
    private const int Max = 191;

    private static readonly byte[] Facility = [.. "facility"u8];
    private static readonly byte[] Severity = [.. "severity"u8];

    /// <summary>Reads a priority if there is one; false when what stands in angle brackets is none.</summary>
    public static bool TryRead(ref LineCursor cursor, LogRow row)
    {
        if (!cursor.TrySkip((byte)'<'))
        {
            return true;
        }

        if (!Utf8Parser.TryParse(cursor.Rest, out byte priority, out var length) || priority > Max || (length > 1 && cursor.IsAt((byte)'0')))
        {
            return false;
        }

        cursor.Skip(length);
        Span<byte> digits = stackalloc byte[2];
        (priority / 8).TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        row.AddRewritten(Facility, digits[..length]);
        (priority % 8).TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
        row.AddRewritten(Severity, digits[..length]);
        return cursor.TrySkip((byte)'>');
    }
}
