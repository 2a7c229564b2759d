using System.Globalization;

namespace Patterns.Columnar.Json;

/// <summary>
/// ISO 8601 text of days and microseconds since 1970-01-01 over their whole range, which is wider than that of the .NET types. Years outside
/// 0 to 9999 are written in the expanded form, with a sign and at least five digits.
/// </summary>
internal static class IsoText
{
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const long DaysPerEra = 146_097;

    /// <summary>Days from 0000-03-01, where an era of 400 years begins, to 1970-01-01.</summary>
    private const long EraOffset = 719_468;

    /// <summary>Writes <c>2026-01-31</c>; at most 14 bytes for days, 16 for days of microseconds.</summary>
    public static int WriteDate(long days, Span<byte> text)
    {
        var (year, month, day) = ToCivil(days);
        var length = WriteYear(year, text);
        text[length++] = (byte)'-';
        length += WriteTwo(month, text[length..]);
        text[length++] = (byte)'-';
        return length + WriteTwo(day, text[length..]);
    }

    /// <summary>Writes <c>2026-01-31T23:59:58</c> and the fraction of the second without trailing zeros; at most 32 bytes.</summary>
    public static int WriteDateTime(long microseconds, Span<byte> text)
    {
        var (days, ofDay) = Math.DivRem(microseconds, MicrosecondsPerDay);
        if (ofDay < 0)
        {
            ofDay += MicrosecondsPerDay;
            days--;
        }

        var length = WriteDate(days, text);
        var seconds = (int)(ofDay / 1_000_000);
        text[length++] = (byte)'T';
        length += WriteTwo(seconds / 3600, text[length..]);
        text[length++] = (byte)':';
        length += WriteTwo(seconds / 60 % 60, text[length..]);
        text[length++] = (byte)':';
        length += WriteTwo(seconds % 60, text[length..]);
        return length + WriteFraction((int)(ofDay % 1_000_000), text[length..]);
    }

    /// <summary>
    /// Year, month and day of a day number, counted in years that begin in March so that the leap day is the last one. Source: the proleptic
    /// Gregorian calendar repeats every 400 years = 146,097 days.
    /// </summary>
    private static (long Year, int Month, int Day) ToCivil(long days)
    {
        var shifted = days + EraOffset;
        var era = (shifted >= 0 ? shifted : shifted - (DaysPerEra - 1)) / DaysPerEra;
        var dayOfEra = (int)(shifted - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        return ((era * 400) + yearOfEra + (month <= 2 ? 1 : 0), month, day);
    }

    private static int WriteYear(long year, Span<byte> text)
    {
        if (year is >= 0 and <= 9999)
        {
            year.TryFormat(text, out var plain, "D4", CultureInfo.InvariantCulture);
            return plain;
        }

        text[0] = (byte)(year < 0 ? '-' : '+');
        Math.Abs(year).TryFormat(text[1..], out var expanded, "D5", CultureInfo.InvariantCulture);
        return expanded + 1;
    }

    private static int WriteTwo(int value, Span<byte> text)
    {
        text[0] = (byte)('0' + (value / 10));
        text[1] = (byte)('0' + (value % 10));
        return 2;
    }

    private static int WriteFraction(int microseconds, Span<byte> text)
    {
        if (microseconds == 0)
        {
            return 0;
        }

        text[0] = (byte)'.';
        microseconds.TryFormat(text[1..], out _, "D6", CultureInfo.InvariantCulture);
        var length = 7;
        while (text[length - 1] == (byte)'0')
        {
            length--;
        }

        return length;
    }
}
