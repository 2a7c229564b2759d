using Patterns.Columnar.Expressions.Text;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>What was read of a time by its pattern; what was not, is the first: of January 1970 at midnight in UTC.</summary>
internal sealed class TimeFields
{
    private int _year = 1970;
    private int _month = 1;
    private int _day = 1;
    private int _hour;
    private int? _hourOfHalf;
    private int _half;
    private int _minute;
    private int _second;
    private long _fraction;
    private int _offsetSeconds;

    /// <summary>Notes a number; always true.</summary>
    public bool Set(char letter, int value)
    {
        switch (letter)
        {
            case 'y' or 'u':
                _year = value;
                break;
            case 'M':
                _month = value;
                break;
            case 'd':
                _day = value;
                break;
            case 'H':
                _hour = value;
                break;
            case 'h':
                _hourOfHalf = value;
                break;
            case 'a':
                _half = value;
                break;
            case 'm':
                _minute = value;
                break;
            default:
                _second = value;
                break;
        }

        return true;
    }

    /// <summary>Reads as many digits as asked for, of which six count.</summary>
    public bool TryReadFraction(ref ReadOnlySpan<byte> text, int digits)
    {
        var weight = TimestampText.MicrosecondsPerSecond;
        for (var index = 0; index < digits; index++)
        {
            if (index >= text.Length || !char.IsAsciiDigit((char)text[index]))
            {
                return false;
            }

            weight /= 10;
            _fraction += (text[index] - '0') * weight;
        }

        text = text[digits..];
        return true;
    }

    /// <summary>Reads Z or an offset such as +02:00 or +0200.</summary>
    public bool TryReadOffset(ref ReadOnlySpan<byte> text)
    {
        var length = text is [(byte)'Z', ..] ? 1 : text.Length >= 6 && text[3] == ':' ? 6 : Math.Min(5, text.Length);
        var read = TimestampText.TryReadZone(text[..length], out _offsetSeconds) && length > 0;
        text = text[length..];
        return read;
    }

    public bool TryCombine(out long microseconds)
    {
        microseconds = 0;
        var hour = _hourOfHalf is { } ofHalf ? (ofHalf % 12) + _half : _hour;
        if (CivilDate.TryToDays(_year, _month, _day) is not { } days || hour > 23 || _minute > 59 || _second > 59 || _hourOfHalf is < 1 or > 12)
        {
            return false;
        }

        var seconds = (((hour * 60L) + _minute) * 60) + _second - _offsetSeconds;
        microseconds = (days * TimestampText.MicrosecondsPerDay) + (seconds * TimestampText.MicrosecondsPerSecond) + _fraction;
        return true;
    }
}
