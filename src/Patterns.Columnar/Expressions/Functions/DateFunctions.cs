using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Arithmetic on dates, and dates and times cut off at a unit.</summary>
internal static class DateFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("date_add", 2, static call => DateArithmetic.Shift(call.Source, ArithmeticOperator.Add, call.Date(0), call[1])),
        new("dateadd", 2, static call => DateArithmetic.Shift(call.Source, ArithmeticOperator.Add, call.Date(0), call[1])),
        new("date_sub", 2, static call => DateArithmetic.Shift(call.Source, ArithmeticOperator.Subtract, call.Date(0), call[1])),
        new("datediff", 2, Difference),
        new("date_diff", 2, Difference),
        new("add_months", 2, AddMonths),
        new("last_day", 1, static call => new MapNode<int, int>(DataType.Date, call.Date(0), LastDay, keepsOrder: true)),
        new("make_date", 3, MakeDate),
        new("date_trunc", 2, TruncateTime),
        new("trunc", 2, TruncateDate),
    ];

    private static FixedFunctionNode<int> Difference(FunctionCall call)
        => new(DataType.Int32, call, [call.Date(0), call.Date(1)], static (RowArguments arguments, int row, out int result) =>
        {
            result = arguments.Value<int>(0, row) - arguments.Value<int>(1, row);
            return true;
        });

    /// <summary>The same day so many months later, or the last day of that month if it has no such day.</summary>
    private static FixedFunctionNode<int> AddMonths(FunctionCall call)
        => new(DataType.Date, call, [call.Date(0), call.Int32(1)], static (RowArguments arguments, int row, out int result) =>
        {
            var date = CivilDate.FromDays(arguments.Value<int>(0, row));
            var months = (date.Year * 12L) + date.Month - 1 + arguments.Value<int>(1, row);
            var year = Calendar.FloorDivide(months, 12);
            var month = (int)(months - (year * 12)) + 1;
            if (Math.Abs(year) > 1_000_000)
            {
                throw arguments.Failure(row, "the date is out of range.");
            }

            result = CivilDate.ToDays((int)year, month, Math.Min(date.Day, CivilDate.DaysInMonth((int)year, month)));
            return true;
        });

    private static int LastDay(int day)
    {
        var date = CivilDate.FromDays(day);
        return CivilDate.ToDays(date.Year, date.Month, CivilDate.DaysInMonth(date.Year, date.Month));
    }

    private static FixedFunctionNode<int> MakeDate(FunctionCall call)
        => new(DataType.Date, call, [call.Int32(0), call.Int32(1), call.Int32(2)], static (RowArguments arguments, int row, out int result) =>
        {
            var (year, month, day) = (arguments.Value<int>(0, row), arguments.Value<int>(1, row), arguments.Value<int>(2, row));
            var found = year is >= -9999 and <= 9999 ? CivilDate.TryToDays(year, month, day) : null;
            result = found.GetValueOrDefault();
            return found.HasValue ? true : throw arguments.Failure(row, $"there is no day {day} in month {month} of {year}.");
        });

    private static BoundNode TruncateTime(FunctionCall call)
    {
        var unit = call.ConstantText(0)?.ToLowerInvariant();
        var time = (call with { Arguments = [call[1]] }).Time(0);
        if (call[1].Type.Kind == DataTypeKind.Date && DateUnit(unit) is { } toDate)
        {
            // There are fewer days than times, and their first one is midnight again.
            return Coercion.To(new MapNode<int, int>(DataType.Date, call[1], toDate, keepsOrder: true), DataType.Timestamp, call.Source);
        }

        return unit switch
        {
            "microsecond" => time,
            "millisecond" => ToUnit(time, 1_000),
            "second" => ToUnit(time, TimestampText.MicrosecondsPerSecond),
            "minute" => ToUnit(time, 60 * TimestampText.MicrosecondsPerSecond),
            "hour" => ToUnit(time, 3_600 * TimestampText.MicrosecondsPerSecond),
            "day" or "dd" => ToUnit(time, TimestampText.MicrosecondsPerDay),
            _ when DateUnit(unit) is { } toDay => new MapNode<long, long>(
                time.Type, time, value => toDay(Calendar.DayOf(value)) * TimestampText.MicrosecondsPerDay, keepsOrder: true),
            _ => throw call.Unfit(0, "one of microsecond, millisecond, second, minute, hour, day, week, month, quarter, year"),
        };
    }

    private static MapNode<int, int> TruncateDate(FunctionCall call)
        => new(
            DataType.Date,
            call.Date(0),
            DateUnit(call.ConstantText(1)?.ToLowerInvariant()) ?? throw call.Unfit(1, "one of week, month, quarter, year"),
            keepsOrder: true);

    private static MapNode<long, long> ToUnit(BoundNode time, long unit)
        => new(time.Type, time, value => Calendar.FloorDivide(value, unit) * unit, keepsOrder: true);

    private static Func<int, int>? DateUnit(string? unit) => unit switch
    {
        "week" => Calendar.MondayOf,
        "month" or "mon" or "mm" => static day => FirstOf(day, monthsPerUnit: 1),
        "quarter" => static day => FirstOf(day, monthsPerUnit: 3),
        "year" or "yyyy" or "yy" => static day => FirstOf(day, monthsPerUnit: 12),
        _ => null,
    };

    private static int FirstOf(int day, int monthsPerUnit)
    {
        var date = CivilDate.FromDays(day);
        return CivilDate.ToDays(date.Year, ((date.Month - 1) / monthsPerUnit * monthsPerUnit) + 1, 1);
    }
}
