namespace Patterns.Columnar.Expressions;

/// <summary>A day of the proleptic Gregorian calendar, also outside the years 1 to 9999 of DateTime.</summary>
/// <param name="Year">Astronomical year: 0 is 1 BC.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
internal readonly record struct CivilDate(int Year, int Month, int Day)
{
    private const int DaysPerEra = 146_097;
    private const int YearsPerEra = 400;
    private const int EpochOffset = 719_468;

    /// <summary>The day that many days after 1970-01-01.</summary>
    /// <remarks>Years are counted from 1 March, so that a leap day is the last day of its year.</remarks>
    public static CivilDate FromDays(int days)
    {
        var shifted = (long)days + EpochOffset;
        var era = (shifted >= 0 ? shifted : shifted - (DaysPerEra - 1)) / DaysPerEra;
        var dayOfEra = (int)(shifted - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = (int)(yearOfEra + (era * YearsPerEra)) + (month <= 2 ? 1 : 0);
        return new CivilDate(year, month, day);
    }

    /// <summary>Days since 1970-01-01, or null when there is no such day.</summary>
    public static int? TryToDays(int year, int month, int day)
        => month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, month) ? ToDays(year, month, day) : null;

    /// <summary>Days since 1970-01-01 of a day that exists.</summary>
    public static int ToDays(int year, int month, int day)
    {
        var shiftedYear = month <= 2 ? year - 1 : year;
        var era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - (YearsPerEra - 1)) / YearsPerEra;
        var yearOfEra = shiftedYear - (era * YearsPerEra);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - EpochOffset;
    }

    public static bool IsLeapYear(int year) => year % 4 == 0 && (year % 100 != 0 || year % YearsPerEra == 0);

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
