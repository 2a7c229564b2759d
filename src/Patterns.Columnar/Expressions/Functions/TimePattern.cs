using System.Globalization;
using System.Text;
using Patterns.Columnar.Expressions.Text;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>
/// A pattern for dates and times: y year, M month, d day, H hour 0–23, h hour 1–12, a AM or PM, m minute, s second, S fraction, E name of the
/// day, X offset; a letter repeated asks for that many digits, MMM and MMMM for names. Other letters stand in single quotes.
/// </summary>
/// <remarks>Source: Spark, "Datetime Patterns for Formatting and Parsing"; the letters named above are supported.</remarks>
internal sealed class TimePattern
{
    /// <summary>Bytes that <see cref="Format"/> writes at most.</summary>
    public const int MaxLength = 1024;

    private static readonly string[] MonthNames =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] DayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private readonly TimePatternPart[] _parts;

    private TimePattern(TimePatternPart[] parts) => _parts = parts;

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="ExpressionTypeException">It has a letter that is not supported, or is too long.</exception>
    public static TimePattern Parse(Expression source, string pattern)
    {
        const int MaxPatternLength = 64;
        if (pattern.Length > MaxPatternLength)
        {
            throw new ExpressionTypeException(source, $"a time pattern has at most {MaxPatternLength} characters.");
        }

        var parts = new List<TimePatternPart>();
        for (var index = 0; index < pattern.Length;)
        {
            var letter = pattern[index];
            var length = 1;
            if (letter == '\'')
            {
                var end = pattern.IndexOf('\'', index + 1);
                length = (end < 0 ? pattern.Length : end + 1) - index;
                var literal = length == 2 ? "'" : pattern.Substring(index + 1, Math.Max(0, length - (end < 0 ? 1 : 2)));
                parts.Add(new TimePatternPart('\'', 0, Encoding.UTF8.GetBytes(literal)));
            }
            else if (char.IsAsciiLetter(letter))
            {
                while (index + length < pattern.Length && pattern[index + length] == letter)
                {
                    length++;
                }

                if (!"yuMdHhamsSEX".Contains(letter, StringComparison.Ordinal))
                {
                    throw new ExpressionTypeException(source, $"the letter '{letter}' of the pattern '{pattern}' is not supported; there are y, M, d, H, h, a, m, s, S, E and X.");
                }

                parts.Add(new TimePatternPart(letter, length, []));
            }
            else
            {
                parts.Add(new TimePatternPart('\'', 0, Encoding.UTF8.GetBytes(letter.ToString())));
            }

            index += length;
        }

        return new TimePattern([.. parts]);
    }

    /// <summary>Reads a text that fits the pattern as microseconds since 1970-01-01 in UTC.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long microseconds)
    {
        var fields = new TimeFields();
        microseconds = 0;
        for (var index = 0; index < _parts.Length; index++)
        {
            var isFollowedByDigits = index + 1 < _parts.Length && _parts[index + 1].Letter != '\'';
            if (!TryReadPart(_parts[index], isFollowedByDigits, ref text, fields))
            {
                return false;
            }
        }

        return text.IsEmpty && fields.TryCombine(out microseconds);
    }

    /// <summary>Writes a time.</summary>
    /// <returns>The number of bytes written.</returns>
    public int Format(long microseconds, Span<byte> destination)
    {
        var length = 0;
        foreach (var part in _parts)
        {
            length += FormatPart(part, microseconds, destination[length..]);
        }

        return length;
    }

    private static bool TryReadPart(TimePatternPart part, bool isFollowedByDigits, ref ReadOnlySpan<byte> text, TimeFields fields)
    {
        switch (part.Letter)
        {
            case '\'':
                var fits = text.StartsWith(part.Literal);
                text = fits ? text[part.Literal.Length..] : text;
                return fits;
            case 'M' when part.Length >= 3:
                return TryReadName(MonthNames, part.Length, ref text, out var month) && fields.Set('M', month + 1);
            case 'E':
                return TryReadName(DayNames, part.Length <= 3 ? 3 : 4, ref text, out _);
            case 'a':
                var isAfternoon = text.Length >= 2 && (text[0] | 0x20) == 'p';
                var known = text.Length >= 2 && (text[0] | 0x20) is 'a' or 'p' && (text[1] | 0x20) == 'm';
                text = known ? text[2..] : text;
                return known && fields.Set('a', isAfternoon ? 12 : 0);
            case 'X':
                return fields.TryReadOffset(ref text);
            case 'S':
                return fields.TryReadFraction(ref text, part.Length);
            default:
                return TryReadNumber(part, isFollowedByDigits, ref text, out var value)
                    && fields.Set(part.Letter, part.Letter is 'y' or 'u' && part.Length == 2 ? 2000 + value : value);
        }
    }

    /// <summary>Two letters, and letters in front of other digits, stand for exactly that many digits.</summary>
    private static bool TryReadNumber(TimePatternPart part, bool isFollowedByDigits, ref ReadOnlySpan<byte> text, out int value)
    {
        var isFixed = isFollowedByDigits || part.Length == 2;
        var most = isFixed ? part.Length : Math.Max(part.Length, part.Letter is 'y' or 'u' ? 7 : 2);
        var digits = isFixed ? text[..Math.Min(most, text.Length)] : text;
        var length = digits.Length;
        var read = DateText.TryReadNumber(ref digits, part.Length, most, out value);
        text = text[(length - digits.Length)..];
        return read;
    }

    private static bool TryReadName(string[] names, int length, ref ReadOnlySpan<byte> text, out int index)
    {
        for (index = 0; index < names.Length; index++)
        {
            var name = length == 3 ? names[index][..3] : names[index];
            if (text.Length >= name.Length && Ascii.EqualsIgnoreCase(text[..name.Length], name))
            {
                text = text[name.Length..];
                return true;
            }
        }

        return false;
    }

    private static int FormatPart(TimePatternPart part, long microseconds, Span<byte> destination)
    {
        var day = Calendar.DayOf(microseconds);
        var date = CivilDate.FromDays(day);
        switch (part.Letter)
        {
            case '\'':
                part.Literal.CopyTo(destination);
                return part.Literal.Length;
            case 'M' when part.Length >= 3:
                return Encoding.UTF8.GetBytes(part.Length == 3 ? MonthNames[date.Month - 1].AsSpan(0, 3) : MonthNames[date.Month - 1], destination);
            case 'E':
                var name = DayNames[Calendar.DayOfWeek(day)];
                return Encoding.UTF8.GetBytes(part.Length <= 3 ? name.AsSpan(0, 3) : name, destination);
            case 'a':
                return Encoding.UTF8.GetBytes(Calendar.Hour(microseconds) < 12 ? "AM" : "PM", destination);
            case 'X':
                return Encoding.UTF8.GetBytes("Z", destination);
            case 'S':
                return FormatFraction((int)(Calendar.MicrosecondOfMinute(microseconds) % TimestampText.MicrosecondsPerSecond), destination[..part.Length]);
            default:
                var value = part.Letter switch
                {
                    'y' or 'u' => part.Length == 2 ? date.Year % 100 : date.Year,
                    'M' => date.Month,
                    'd' => date.Day,
                    'H' => Calendar.Hour(microseconds),
                    'h' => ((Calendar.Hour(microseconds) + 11) % 12) + 1,
                    'm' => Calendar.Minute(microseconds),
                    _ => Calendar.Second(microseconds),
                };
                return FormatNumber(value, part.Length, destination);
        }
    }

    /// <summary>As many digits as there is room for.</summary>
    private static int FormatFraction(int microseconds, Span<byte> destination)
    {
        var unit = (int)TimestampText.MicrosecondsPerSecond;
        for (var index = 0; index < destination.Length; index++)
        {
            unit /= 10;
            destination[index] = (byte)('0' + (unit == 0 ? 0 : microseconds / unit % 10));
        }

        return destination.Length;
    }

    /// <summary>A number with zeros in front of it.</summary>
    private static int FormatNumber(int value, int digits, Span<byte> destination)
    {
        var sign = value < 0 ? 1 : 0;
        destination[0] = (byte)'-';
        Math.Abs((long)value).TryFormat(destination[sign..], out var length, default, CultureInfo.InvariantCulture);
        var zeros = Math.Max(0, digits - length);
        destination.Slice(sign, length).CopyTo(destination[(sign + zeros)..]);
        destination.Slice(sign, zeros).Fill((byte)'0');
        return sign + zeros + length;
    }
}
