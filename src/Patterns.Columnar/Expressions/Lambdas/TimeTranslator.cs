using System.Linq.Expressions;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates the parts of dates and times, and what can be added to a date.</summary>
internal static class TimeTranslator
{
    public static bool IsTime(Type type) => type == typeof(DateOnly) || type == typeof(DateTime) || type == typeof(DateTimeOffset);

    public static Expression Part(LambdaTranslator translator, MemberExpression member)
    {
        var value = translator.Value(member.Expression!);
        return member.Member.Name switch
        {
            nameof(DateTime.Year) => Expression.Call("year", value),
            nameof(DateTime.Month) => Expression.Call("month", value),
            nameof(DateTime.Day) => Expression.Call("day", value),
            nameof(DateTime.Hour) => Expression.Call("hour", value),
            nameof(DateTime.Minute) => Expression.Call("minute", value),
            nameof(DateTime.Second) => Expression.Call("second", value),
            nameof(DateTime.DayOfYear) => Expression.Call("dayofyear", value),
            nameof(DateTime.Date) => Expression.Call("date_trunc", Expression.Literal("day"), value),
            nameof(DateTimeOffset.UtcDateTime) => value,

            // .NET counts from Sunday = 0, SQL from Sunday = 1.
            nameof(DateTime.DayOfWeek) => Expression.Arithmetic(ArithmeticOperator.Subtract, Expression.Call("dayofweek", value), Expression.Literal(1)),
            _ => throw translator.NoCounterpart(
                member, "Of times there are Year, Month, Day, Hour, Minute, Second, DayOfYear, DayOfWeek and Date."),
        };
    }

    public static Expression Method(LambdaTranslator translator, MethodCallExpression call)
    {
        Expression Argument(int index) => translator.Value(call.Arguments[index]);
        return (call.Method.Name, call.Object) switch
        {
            (nameof(DateOnly.FromDateTime), null) => Expression.Cast(Argument(0), DataType.Date),
            (nameof(DateOnly.AddDays), { } date) when date.Type == typeof(DateOnly) => Expression.Call("date_add", translator.Value(date), Argument(0)),
            (nameof(DateOnly.AddMonths), { } date) when date.Type == typeof(DateOnly) => Expression.Call("add_months", translator.Value(date), Argument(0)),
            _ => throw translator.NoCounterpart(
                call, "Of times there are DateOnly.FromDateTime, and AddDays and AddMonths of a DateOnly; move what is added to the captured side of the comparison."),
        };
    }
}
