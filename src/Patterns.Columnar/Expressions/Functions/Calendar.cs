using Patterns.Columnar.Expressions.Text;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Parts of days since 1970-01-01 and of microseconds since then.</summary>
internal static class Calendar
{
    /// <summary>0 for Sunday to 6 for Saturday; 1970-01-01 was a Thursday.</summary>
    public static int DayOfWeek(int day) => (int)((((long)day + 4) % 7 + 7) % 7);

    public static int DayOfYear(int day) => day - CivilDate.ToDays(CivilDate.FromDays(day).Year, 1, 1) + 1;

    /// <summary>The ISO 8601 week, 1 to 53: weeks begin on Monday and belong to the year of their Thursday.</summary>
    public static int IsoWeek(int day) => ((DayOfYear(ThursdayOf(day)) - 1) / 7) + 1;

    /// <summary>The year that the ISO 8601 week belongs to.</summary>
    public static int IsoYear(int day) => CivilDate.FromDays(ThursdayOf(day)).Year;

    public static int Hour(long microseconds) => (int)(OfDay(microseconds) / (3600 * TimestampText.MicrosecondsPerSecond));

    public static int Minute(long microseconds) => (int)(OfDay(microseconds) / (60 * TimestampText.MicrosecondsPerSecond) % 60);

    public static int Second(long microseconds) => (int)(OfDay(microseconds) / TimestampText.MicrosecondsPerSecond % 60);

    public static long MicrosecondOfMinute(long microseconds) => OfDay(microseconds) % (60 * TimestampText.MicrosecondsPerSecond);

    public static int DayOf(long microseconds) => (int)FloorDivide(microseconds, TimestampText.MicrosecondsPerDay);

    public static long OfDay(long microseconds) => microseconds - (FloorDivide(microseconds, TimestampText.MicrosecondsPerDay) * TimestampText.MicrosecondsPerDay);

    public static long FloorDivide(long value, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The Monday of the day's week.</summary>
    public static int MondayOf(int day) => day - ((DayOfWeek(day) + 6) % 7);

    private static int ThursdayOf(int day) => MondayOf(day) + 3;
}
