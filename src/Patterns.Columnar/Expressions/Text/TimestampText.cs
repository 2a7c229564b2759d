using System.Globalization;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>
/// Timestamps in UTF-8 text: a date, then optionally <c>T</c> or a space, hours and minutes, seconds with up to 6 digits that count, and a
/// zone as <c>Z</c>, <c>UTC</c>, <c>GMT</c> or an offset. Names of regions are not read.
/// </summary>
internal static class TimestampText
{
    /// <summary>Bytes that <see cref="Format"/> writes at most.</summary>
    public const int MaxLength = 40;

    public const long MicrosecondsPerSecond = 1_000_000;
    public const long MicrosecondsPerDay = 86_400 * MicrosecondsPerSecond;

    /// <summary>Reads an instant; a text without a zone is in UTC.</summary>
    public static bool TryReadInstant(ReadOnlySpan<byte> text, out long microseconds)
    {
        var read = TryRead(text, out microseconds, out var offsetSeconds);
        microseconds -= offsetSeconds * MicrosecondsPerSecond;
        return read;
    }

    /// <summary>Reads a local time; a zone is allowed and has no effect, as in Spark.</summary>
    public static bool TryReadLocal(ReadOnlySpan<byte> text, out long microseconds) => TryRead(text, out microseconds, out _);

    /// <summary>Writes <c>2026-01-31 12:34:56.789</c> with as many digits behind the point as needed.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Format(long microseconds, Span<byte> destination)
    {
        var days = (int)Math.DivRem(microseconds, MicrosecondsPerDay, out var timeOfDay);
        if (timeOfDay < 0)
        {
            days--;
            timeOfDay += MicrosecondsPerDay;
        }

        var written = DateText.Format(days, destination);
        var seconds = timeOfDay / MicrosecondsPerSecond;
        var fraction = (int)(timeOfDay % MicrosecondsPerSecond);
        System.Text.Unicode.Utf8.TryWrite(
            destination[written..], CultureInfo.InvariantCulture, $" {seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}", out var time);
        written += time;
        return fraction == 0 ? written : written + FormatFraction(fraction, destination[written..]);
    }

    private static int FormatFraction(int fraction, Span<byte> destination)
    {
        System.Text.Unicode.Utf8.TryWrite(destination, CultureInfo.InvariantCulture, $".{fraction:000000}", out var written);
        while (destination[written - 1] == '0')
        {
            written--;
        }

        return written;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out long microseconds, out int offsetSeconds)
    {
        microseconds = 0;
        offsetSeconds = 0;
        if (!DateText.TryReadPrefix(DateText.Trim(text), out var days, out var rest, out var isWhole))
        {
            return false;
        }

        microseconds = days * MicrosecondsPerDay;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (!isWhole || rest[0] is not ((byte)'T' or (byte)' '))
        {
            return false;
        }

        rest = rest[1..];
        var read = TryReadTime(ref rest, out var timeOfDay) && TryReadZone(rest, out offsetSeconds);
        microseconds += timeOfDay;
        return read;
    }

    private static bool TryReadTime(ref ReadOnlySpan<byte> text, out long timeOfDay)
    {
        timeOfDay = 0;
        if (!DateText.TryReadNumber(ref text, 1, 2, out var hour) || hour > 23)
        {
            return false;
        }

        var minute = 0;
        var second = 0;
        long fraction = 0;
        if (text is not [(byte)':', ..])
        {
            return false;
        }

        text = text[1..];
        if (!DateText.TryReadNumber(ref text, 1, 2, out minute) || minute > 59)
        {
            return false;
        }

        if (text is [(byte)':', ..])
        {
            text = text[1..];
            if (!DateText.TryReadNumber(ref text, 1, 2, out second) || second > 59)
            {
                return false;
            }

            fraction = text is [(byte)'.', ..] ? ReadFraction(ref text) : 0;
        }

        timeOfDay = (((hour * 60L) + minute) * 60 + second) * MicrosecondsPerSecond + fraction;
        return true;
    }

    /// <summary>Digits behind the point; those behind the sixth are cut off, as in Spark.</summary>
    private static long ReadFraction(ref ReadOnlySpan<byte> text)
    {
        text = text[1..];
        long fraction = 0;
        var weight = MicrosecondsPerSecond;
        while (!text.IsEmpty && char.IsAsciiDigit((char)text[0]))
        {
            weight /= 10;
            fraction += (text[0] - '0') * weight;
            text = text[1..];
        }

        return fraction;
    }

    /// <summary>Reads Z, UTC, GMT or an offset, or nothing at all, which is UTC.</summary>
    public static bool TryReadZone(ReadOnlySpan<byte> text, out int offsetSeconds)
    {
        offsetSeconds = 0;
        text = DateText.Trim(text);
        if (text.StartsWith("UTC"u8) || text.StartsWith("GMT"u8))
        {
            text = text[3..];
        }
        else if (text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var sign = text[0] == '-' ? -1 : 1;
        var rest = text[1..];
        if (!TryReadOffset(ref rest, out var seconds) || !rest.IsEmpty)
        {
            return false;
        }

        offsetSeconds = sign * seconds;
        return true;
    }

    private static bool TryReadOffset(ref ReadOnlySpan<byte> text, out int seconds)
    {
        const int MaxOffsetSeconds = 18 * 3600;
        seconds = 0;
        if (text.Length == 4 && !text.Contains((byte)':'))
        {
            // +0530 without a colon.
            var hours = text[..2];
            var minutes = text[2..];
            text = [];
            var read = DateText.TryReadNumber(ref hours, 2, 2, out var hour) & DateText.TryReadNumber(ref minutes, 2, 2, out var minute);
            seconds = (hour * 3600) + (minute * 60);
            return read && minute < 60 && seconds <= MaxOffsetSeconds;
        }

        for (int unit = 3600, part = 0; unit > 0; unit /= 60, part++)
        {
            if (part > 0)
            {
                if (text is not [(byte)':', ..])
                {
                    break;
                }

                text = text[1..];
            }

            if (!DateText.TryReadNumber(ref text, 1, 2, out var value) || (part > 0 && value > 59))
            {
                return false;
            }

            seconds += value * unit;
        }

        return seconds <= MaxOffsetSeconds;
    }
}
