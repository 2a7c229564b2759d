namespace Patterns.ServiceLevels.Exclusions;

/// <summary>Whether a rule chooses a day.</summary>
internal static class RecurrenceDays
{
    public static bool Chooses(this RecurrenceRule rule, DateOnly day, DateOnly start)
        => day >= start
            && (rule.Months.Length == 0 || rule.Months.Contains(day.Month))
            && rule.Frequency switch
            {
                RecurrenceFrequency.Daily => (day.DayNumber - start.DayNumber) % rule.Interval == 0 && OnMonthDay(rule, day) && OnWeekDay(rule, day, byDefault: true),
                RecurrenceFrequency.Weekly => (Week(rule, day) - Week(rule, start)) % rule.Interval == 0 && OnMonthDay(rule, day) && OnWeekDay(rule, day, byDefault: day.DayOfWeek == start.DayOfWeek),
                RecurrenceFrequency.Monthly => (Month(day) - Month(start)) % rule.Interval == 0 && OnChosenDay(rule, day, start),
                _ => (day.Year - start.Year) % rule.Interval == 0 && (rule.Months.Length > 0 || rule.Days.Length > 0 || rule.MonthDays.Length > 0 || day.Month == start.Month) && OnChosenDay(rule, day, start),
            };

    private static int Week(RecurrenceRule rule, DateOnly day) => (day.DayNumber - ((day.DayOfWeek - rule.WeekStart + 7) % 7)) / 7;

    private static int Month(DateOnly day) => (day.Year * 12) + day.Month;

    private static bool OnChosenDay(RecurrenceRule rule, DateOnly day, DateOnly start)
        => rule.MonthDays.Length == 0 && rule.Days.Length == 0
            ? day.Day == start.Day
            : OnMonthDay(rule, day) && OnWeekDay(rule, day, byDefault: true);

    private static bool OnMonthDay(RecurrenceRule rule, DateOnly day)
        => rule.MonthDays.Length == 0
            || rule.MonthDays.Contains(day.Day)
            || rule.MonthDays.Contains(day.Day - DateTime.DaysInMonth(day.Year, day.Month) - 1);

    private static bool OnWeekDay(RecurrenceRule rule, DateOnly day, bool byDefault)
        => rule.Days.Length == 0 ? byDefault : rule.Days.Any(chosen => chosen.Day == day.DayOfWeek && IsOrdinal(rule, chosen.Ordinal, day));

    // In a year without BYMONTH the ordinal counts within the year, else within the month.
    private static bool IsOrdinal(RecurrenceRule rule, int ordinal, DateOnly day)
    {
        if (ordinal == 0)
        {
            return true;
        }

        var inYear = rule.Frequency == RecurrenceFrequency.Yearly && rule.Months.Length == 0;
        var number = inYear ? day.DayOfYear : day.Day;
        var length = inYear ? (DateTime.IsLeapYear(day.Year) ? 366 : 365) : DateTime.DaysInMonth(day.Year, day.Month);
        return ordinal > 0 ? ((number - 1) / 7) + 1 == ordinal : ((length - number) / 7) + 1 == -ordinal;
    }
}
