using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Casting;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Parts of dates and times, and times from and to numbers.</summary>
internal static class TimeFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("year", 1, static call => OfDate(call, static day => CivilDate.FromDays(day).Year, keepsOrder: true)),
        new("quarter", 1, static call => OfDate(call, static day => (CivilDate.FromDays(day).Month + 2) / 3)),
        new("month", 1, static call => OfDate(call, static day => CivilDate.FromDays(day).Month)),
        new("day", 1, static call => OfDate(call, static day => CivilDate.FromDays(day).Day)),
        new("dayofmonth", 1, static call => OfDate(call, static day => CivilDate.FromDays(day).Day)),
        new("dayofweek", 1, static call => OfDate(call, static day => Calendar.DayOfWeek(day) + 1)),
        new("weekday", 1, static call => OfDate(call, static day => (Calendar.DayOfWeek(day) + 6) % 7)),
        new("dayofyear", 1, static call => OfDate(call, Calendar.DayOfYear)),
        new("weekofyear", 1, static call => OfDate(call, Calendar.IsoWeek)),
        new("hour", 1, static call => OfTime(call, Calendar.Hour)),
        new("minute", 1, static call => OfTime(call, Calendar.Minute)),
        new("second", 1, static call => OfTime(call, Calendar.Second)),
        new("date_part", 2, DatePart),
        new("datepart", 2, DatePart),
        new("unix_seconds", 1, static call => ToNumber(call, 1_000_000)),
        new("unix_millis", 1, static call => ToNumber(call, 1_000)),
        new("unix_micros", 1, static call => ToNumber(call, 1)),
        new("timestamp_seconds", 1, static call => FromNumber(call, 1_000_000)),
        new("timestamp_millis", 1, static call => FromNumber(call, 1_000)),
        new("timestamp_micros", 1, static call => FromNumber(call, 1)),
        new("to_date", 1, 2, static call => Parse(call, DataType.Date, CastMode.Strict)),
        new("try_to_date", 1, 2, static call => Parse(call, DataType.Date, CastMode.Try)),
        new("to_timestamp", 1, 2, static call => Parse(call, DataType.Timestamp, CastMode.Strict)),
        new("try_to_timestamp", 1, 2, static call => Parse(call, DataType.Timestamp, CastMode.Try)),
        new("date_format", 2, Format),
    ];

    private static MapNode<int, int> OfDate(FunctionCall call, Func<int, int> map, bool keepsOrder = false)
        => new(DataType.Int32, call.Date(0), map, keepsOrder);

    private static MapNode<long, int> OfTime(FunctionCall call, Func<long, int> map) => new(DataType.Int32, call.Time(0), map);

    /// <summary>The part named by a constant, as in <c>extract(month FROM day)</c>.</summary>
    private static BoundNode DatePart(FunctionCall call)
    {
        var time = call with { Arguments = [call[1]] };
        return call.ConstantText(0)?.ToLowerInvariant() switch
        {
            "year" or "y" or "years" or "yr" or "yrs" => OfDate(time, static day => CivilDate.FromDays(day).Year, keepsOrder: true),
            "yearofweek" => OfDate(time, Calendar.IsoYear),
            "quarter" or "qtr" => OfDate(time, static day => (CivilDate.FromDays(day).Month + 2) / 3),
            "month" or "mon" or "mons" or "months" => OfDate(time, static day => CivilDate.FromDays(day).Month),
            "week" or "w" or "weeks" => OfDate(time, Calendar.IsoWeek),
            "day" or "d" or "days" => OfDate(time, static day => CivilDate.FromDays(day).Day),
            "dayofweek" or "dow" => OfDate(time, static day => Calendar.DayOfWeek(day) + 1),
            "dayofweek_iso" or "dow_iso" => OfDate(time, static day => ((Calendar.DayOfWeek(day) + 6) % 7) + 1),
            "doy" => OfDate(time, Calendar.DayOfYear),
            "hour" or "h" or "hours" or "hr" or "hrs" => OfTime(time, Calendar.Hour),
            "minute" or "m" or "min" or "mins" or "minutes" => OfTime(time, Calendar.Minute),
            "second" or "s" or "sec" or "seconds" or "secs" => new MapNode<long, long>(DataType.Decimal(8, 6), time.Time(0), Calendar.MicrosecondOfMinute),
            _ => throw call.Unfit(0, "one of year, quarter, month, week, day, dayofweek, doy, hour, minute, second"),
        };
    }

    private static MapNode<long, long> ToNumber(FunctionCall call, long unit)
        => new(DataType.Int64, call.Time(0), value => Calendar.FloorDivide(value, unit), keepsOrder: true);

    private static FixedFunctionNode<long> FromNumber(FunctionCall call, long unit)
        => new(DataType.Timestamp, call, [call.Int64(0)], (RowArguments arguments, int row, out long result) =>
        {
            var number = arguments.Value<long>(0, row);
            var high = Math.BigMul(number, unit, out result);
            return high == result >> 63 ? true : throw arguments.Failure(row, $"{number} is beyond the range of timestamps.");
        });

    private static BoundNode Parse(FunctionCall call, DataType type, CastMode mode)
    {
        if (call.Count == 1)
        {
            return Casts.Bind(new CastRequest(call[0] is ConstantNode { IsUntypedNull: true } ? call.Text(0) : call[0], type, mode, call.Source))
                ?? throw call.Unfit(0, $"something that can be cast to {type}");
        }

        var pattern = TimePattern.Parse(call.Source, call.ConstantText(1) ?? throw call.Unfit(1, "a pattern such as 'yyyy-MM-dd'"));
        var time = new ParseNode<long>(call.Text(0), DataType.Timestamp, mode, call.Source, pattern.TryRead);
        return Coercion.To(time, type, call.Source);
    }

    private static TextFunctionNode Format(FunctionCall call)
    {
        var pattern = TimePattern.Parse(call.Source, call.ConstantText(1) ?? throw call.Unfit(1, "a pattern such as 'yyyy-MM-dd'"));
        return new TextFunctionNode(call, [call.Time(0)], (arguments, row, output) =>
        {
            Span<byte> text = stackalloc byte[TimePattern.MaxLength];
            output.Set(row, text[..pattern.Format(arguments.Value<long>(0, row), text)]);
        });
    }
}
