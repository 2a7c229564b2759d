using System.Buffers.Text;

namespace Patterns.Lake.Formats.Logs;

/// <summary>The time of access logs, <c>[17/May/2015:10:05:03 +0000]</c>.</summary>
internal static class AccessTime
{
    /// <summary>Bytes of a time with its brackets.</summary>
    public const int Length = 28;

    /// <summary>Bytes of the same time as <c>2015-05-17T10:05:03+0000</c>.</summary>
    public const int IsoLength = 24;

    /// <summary>Writes the time at the start of a text as ISO 8601; false when there is none or its day does not exist.</summary>
    public static bool TryRewrite(ReadOnlySpan<byte> text, Span<byte> iso)
    {
        if (text.Length < Length
            || text[0] != '[' || text[3] != '/' || text[7] != '/' || text[12] != ':' || text[15] != ':' || text[18] != ':' || text[21] != ' '
            || text[22] is not ((byte)'+' or (byte)'-') || text[27] != ']')
        {
            return false;
        }

        var month = MonthName.NumberOf(text.Slice(4, 3));
        if (!TryNumber(text.Slice(8, 4), 1, 9999, out var year)
            || month == 0
            || !TryNumber(text.Slice(1, 2), 1, DateTime.DaysInMonth(year, month), out _)
            || !TryNumber(text.Slice(13, 2), 0, 23, out _)
            || !TryNumber(text.Slice(16, 2), 0, 59, out _)
            || !TryNumber(text.Slice(19, 2), 0, 59, out _)
            || !TryNumber(text.Slice(23, 2), 0, 23, out _)
            || !TryNumber(text.Slice(25, 2), 0, 59, out _))
        {
            return false;
        }

        "0000-00-00T00:00:00+0000"u8.CopyTo(iso);
        text.Slice(8, 4).CopyTo(iso);
        iso[5] = (byte)('0' + (month / 10));
        iso[6] = (byte)('0' + (month % 10));
        text.Slice(1, 2).CopyTo(iso[8..]);
        text.Slice(13, 8).CopyTo(iso[11..]);
        text.Slice(22, 5).CopyTo(iso[19..]);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, int min, int max, out int value)
        => Utf8Parser.TryParse(digits, out value, out var length) && length == digits.Length && digits[0] is >= (byte)'0' and <= (byte)'9' && value >= min && value <= max;
}
