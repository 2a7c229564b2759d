using System.Runtime.CompilerServices;

namespace Patterns.Lake.Inference;

/// <summary>
/// The parts of a date, or of a date with a time: <c>2012-01-31</c>, <c>2012/01/31</c>, <c>2012.01.31</c>, <c>31/01/2012</c>, <c>31.01.2012</c>, then optionally a
/// <c>T</c> or a blank, <c>hh:mm</c> or <c>hh:mm:ss</c> with up to six decimals, and a zone (<c>Z</c>, <c>UTC</c>, <c>+01:00</c>, <c>+0100</c>, <c>+01</c>).
/// Years have four digits; months and days one or two.
/// </summary>
internal readonly struct TemporalText
{
    private const int ShortestDate = 8;

    private readonly int _first;
    private readonly int _second;
    private readonly int _third;
    private readonly bool _isYearFirst;
    private readonly bool _isDayFirst;

    private TemporalText(int first, int second, int third, bool isYearFirst, bool isDayFirst)
    {
        _first = first;
        _second = second;
        _third = third;
        _isYearFirst = isYearFirst;
        _isDayFirst = isDayFirst;
    }

    public bool HasTime { get; private init; }

    public bool HasZone { get; private init; }

    /// <summary>Microseconds since midnight, less the offset of the zone.</summary>
    public long Microseconds { get; private init; }

    /// <summary>Takes a text apart; false when it is neither a date nor a timestamp. That the day exists is left to <see cref="Types"/>.</summary>
    public static bool TryScan(ReadOnlySpan<byte> text, out TemporalText temporal)
    {
        temporal = default;
        if (text.Length < ShortestDate)
        {
            return false;
        }

        var index = 0;
        var first = Number(text, ref index, 4);
        var firstLength = index;
        var separator = text[Math.Min(index, text.Length - 1)];
        if (firstLength is not (1 or 2 or 4) || separator is not ((byte)'-' or (byte)'/' or (byte)'.'))
        {
            return false;
        }

        var secondStart = ++index;
        var second = Number(text, ref index, 2);
        if (index == secondStart || index >= text.Length || text[index] != separator)
        {
            return false;
        }

        var isYearFirst = firstLength == 4;
        var thirdStart = ++index;
        var third = Number(text, ref index, isYearFirst ? 2 : 4);
        var thirdLength = index - thirdStart;
        if (isYearFirst ? thirdLength == 0 : thirdLength != 4)
        {
            return false;
        }

        var date = new TemporalText(first, second, third, isYearFirst, separator == '.');
        temporal = date;
        return index == text.Length || TryScanTime(text, index, date, out temporal);
    }

    /// <summary>The types that can hold it, with the orders in which its day exists.</summary>
    public TypeSet Types()
    {
        var dates = (TryGetDays(DateOrder.YearMonthDay, out _) ? TypeSet.DateYmd : 0)
            | (TryGetDays(DateOrder.DayMonthYear, out _) ? TypeSet.DateDmy : 0)
            | (TryGetDays(DateOrder.MonthDayYear, out _) ? TypeSet.DateMdy : 0);
        var locals = (TypeSet)((int)dates << 3);
        var instants = (TypeSet)((int)dates << 6);
        return HasZone ? instants : HasTime ? locals : dates | locals;
    }

    /// <summary>Days since 1970-01-01; false when the parts are not in this order or there is no such day.</summary>
    public bool TryGetDays(DateOrder order, out int days)
    {
        days = 0;
        if (_isYearFirst != (order == DateOrder.YearMonthDay) || (_isDayFirst && order == DateOrder.MonthDayYear))
        {
            return false;
        }

        return order switch
        {
            DateOrder.YearMonthDay => TryGetDays(_first, _second, _third, out days),
            DateOrder.DayMonthYear => TryGetDays(_third, _second, _first, out days),
            _ => TryGetDays(_third, _first, _second, out days),
        };
    }

    /// <summary>Microseconds since 1970-01-01T00:00:00, in UTC if there is a zone.</summary>
    public bool TryGetMicroseconds(DateOrder order, out long microseconds)
    {
        var exists = TryGetDays(order, out var days);
        microseconds = (days * TimeSpan.MicrosecondsPerDay) + Microseconds;
        return exists;
    }

    /// <remarks>Source: Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil.</remarks>
    private static bool TryGetDays(int year, int month, int day, out int days)
    {
        days = 0;
        if (year < 1 || month is < 1 or > 12 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
        {
            return false;
        }

        var shifted = month <= 2 ? year - 1 : year;
        var era = shifted / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        days = (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
        return true;
    }

    private static bool TryScanTime(ReadOnlySpan<byte> text, int index, TemporalText date, out TemporalText temporal)
    {
        temporal = default;
        if ((text[index] | 0x20) != 't' && text[index] != ' ')
        {
            return false;
        }

        index++;
        if (!TryTwoDigits(text, ref index, 23, out var hour) || !TrySkip(text, ref index, ':') || !TryTwoDigits(text, ref index, 59, out var minute))
        {
            return false;
        }

        var second = 0;
        var fraction = 0;
        if (TrySkip(text, ref index, ':')
            && (!TryTwoDigits(text, ref index, 59, out second) || (TrySkip(text, ref index, '.') && !TryFraction(text, ref index, out fraction))))
        {
            return false;
        }

        var hasZone = index < text.Length;
        if (!TryScanZone(text, index, out var offsetMinutes))
        {
            return false;
        }

        var seconds = (((hour * 60) + minute - offsetMinutes) * 60L) + second;
        temporal = date with { HasTime = true, HasZone = hasZone, Microseconds = (seconds * TimeSpan.MicrosecondsPerSecond) + fraction };
        return true;
    }

    private static bool TryScanZone(ReadOnlySpan<byte> text, int index, out int offsetMinutes)
    {
        offsetMinutes = 0;
        _ = index < text.Length && TrySkip(text, ref index, ' ');
        var zone = text[index..];
        if (zone.IsEmpty || (zone.Length == 1 && (zone[0] | 0x20) == 'z') || zone.SequenceEqual("UTC"u8))
        {
            return zone.Length > 0 || text[^1] != ' ';
        }

        if (zone[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        index = 1;
        var minutes = 0;
        if (!TryTwoDigits(zone, ref index, 23, out var hours))
        {
            return false;
        }

        if (index < zone.Length)
        {
            _ = TrySkip(zone, ref index, ':');
            if (!TryTwoDigits(zone, ref index, 59, out minutes))
            {
                return false;
            }
        }

        offsetMinutes = ((hours * 60) + minutes) * (zone[0] == '-' ? -1 : 1);
        return index == zone.Length;
    }

    /// <summary>Digits behind the sixth are allowed only when they are zeros.</summary>
    private static bool TryFraction(ReadOnlySpan<byte> text, ref int index, out int microseconds)
    {
        microseconds = 0;
        var count = 0;
        for (; index < text.Length && text[index] is >= (byte)'0' and <= (byte)'9'; index++, count++)
        {
            if (count < 6)
            {
                microseconds = (microseconds * 10) + text[index] - '0';
            }
            else if (text[index] != '0')
            {
                return false;
            }
        }

        for (var missing = count; missing < 6; missing++)
        {
            microseconds *= 10;
        }

        return count > 0;
    }

    private static bool TrySkip(ReadOnlySpan<byte> text, ref int index, char expected)
    {
        var isThere = index < text.Length && text[index] == expected;
        index += isThere ? 1 : 0;
        return isThere;
    }

    private static bool TryTwoDigits(ReadOnlySpan<byte> text, ref int index, int max, out int value)
    {
        value = 0;
        if (index + 2 > text.Length)
        {
            return false;
        }

        var tens = (uint)text[index] - '0';
        var ones = (uint)text[index + 1] - '0';
        value = (int)((tens * 10) + ones);
        index += 2;
        return tens <= 9 && ones <= 9 && value <= max;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ReadOnlySpan<byte> text, ref int index, int maxDigits)
    {
        var value = 0;
        var end = Math.Min(text.Length, index + maxDigits);
        for (; index < end; index++)
        {
            var digit = (uint)text[index] - '0';
            if (digit > 9)
            {
                break;
            }

            value = (value * 10) + (int)digit;
        }

        return value;
    }
}
