using System.Globalization;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Dates in UTF-8 text: <c>2026</c>, <c>2026-01</c>, <c>2026-1-31</c>, and a time behind it that is not looked at.</summary>
internal static class DateText
{
    /// <summary>Bytes that <see cref="Format"/> writes at most.</summary>
    public const int MaxLength = 16;

    private const int MaxYearDigits = 7;

    public static bool TryRead(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        return TryReadPrefix(Trim(text), out days, out var rest, out _) && (rest.IsEmpty || rest[0] is (byte)'T' or (byte)' ');
    }

    /// <summary>Reads a date and hands out what stands behind it.</summary>
    /// <param name="text">Text that begins with a date.</param>
    /// <param name="days">Days since 1970-01-01.</param>
    /// <param name="rest">What is left.</param>
    /// <param name="isWhole">Whether month and day were given; only then a time may follow.</param>
    public static bool TryReadPrefix(ReadOnlySpan<byte> text, out int days, out ReadOnlySpan<byte> rest, out bool isWhole)
    {
        days = 0;
        isWhole = false;
        var isNegative = text is [(byte)'-', ..];
        rest = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        if (!TryReadNumber(ref rest, 4, MaxYearDigits, out var year))
        {
            return false;
        }

        var month = 1;
        var day = 1;
        if (rest is [(byte)'-', ..])
        {
            rest = rest[1..];
            if (!TryReadNumber(ref rest, 1, 2, out month))
            {
                return false;
            }

            if (rest is [(byte)'-', ..])
            {
                rest = rest[1..];
                if (!TryReadNumber(ref rest, 1, 2, out day))
                {
                    return false;
                }

                isWhole = true;
            }
        }

        var found = CivilDate.TryToDays(isNegative ? -year : year, month, day);
        days = found.GetValueOrDefault();
        return found.HasValue && (isWhole || rest.IsEmpty);
    }

    /// <summary>Writes <c>2026-01-31</c>; years above 9999 have a plus in front, years below 0 a minus.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Format(int days, Span<byte> destination)
    {
        var date = CivilDate.FromDays(days);
        var sign = date.Year > 9999 ? "+" : "";
        return System.Text.Unicode.Utf8.TryWrite(
            destination, CultureInfo.InvariantCulture, $"{sign}{date.Year:0000}-{date.Month:00}-{date.Day:00}", out var written)
            ? written
            : throw new ArgumentException($"A date needs {MaxLength} bytes.", nameof(destination));
    }

    public static bool TryReadNumber(ref ReadOnlySpan<byte> text, int minDigits, int maxDigits, out int value)
    {
        value = 0;
        var digits = 0;
        while (digits < text.Length && digits <= maxDigits && char.IsAsciiDigit((char)text[digits]))
        {
            value = (value * 10) + (text[digits] - '0');
            digits++;
        }

        text = text[digits..];
        return digits >= minDigits && digits <= maxDigits;
    }

    /// <summary>Without white space and control characters around it, as Spark reads texts.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text is [<= (byte)' ' or 0x7F, ..])
        {
            text = text[1..];
        }

        while (text is [.., <= (byte)' ' or 0x7F])
        {
            text = text[..^1];
        }

        return text;
    }
}
