using System.Globalization;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>DateOnly ↔ date column.</summary>
internal sealed class DateBinding(BindingSite site) : ValueBinding<DateOnly>(site)
{
    private const int UnixEpochDayNumber = 719_162;

    protected override void WriteValues(ReadOnlySpan<DateOnly> values, ColumnBuilder builder)
    {
        var days = ((FixedColumnBuilder<int>)builder).AppendUninitialized(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            days[index] = values[index].DayNumber - UnixEpochDayNumber;
        }
    }

    protected override void ReadValues(Column column, int start, Span<DateOnly> values)
    {
        var days = ((FixedColumn<int>)column).Values.Slice(start, values.Length);
        for (var index = 0; index < days.Length; index++)
        {
            var dayNumber = (long)days[index] + UnixEpochDayNumber;
            if (dayNumber < 0 || dayNumber > DateOnly.MaxValue.DayNumber)
            {
                throw Site.DoesNotFit(string.Create(CultureInfo.InvariantCulture, $"day {days[index]} since 1970-01-01 is outside the years 1 to 9999 that DateOnly holds."));
            }

            values[index] = DateOnly.FromDayNumber((int)dayNumber);
        }
    }
}
