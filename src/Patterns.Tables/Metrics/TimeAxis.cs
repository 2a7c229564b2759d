using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>The time column of a metric: what periods are for its type. Immutable.</summary>
/// <remarks>
/// A timestamp falls into the period that holds its instant; a date or local time names the day itself, whatever the zone.
/// </remarks>
internal sealed class TimeAxis
{
    private readonly DataTypeKind _kind;

    public TimeAxis(string column, Schema schema)
    {
        Column = Expression.Column(column);
        _kind = schema[column].Type.Kind;
    }

    public ColumnExpression Column { get; }

    /// <summary>Whether instants decide, and not days.</summary>
    public bool IsInstant => _kind == DataTypeKind.Timestamp;

    /// <summary>The rows of some time, or with null of any.</summary>
    public Expression Within(Period? period) => period is null
        ? Expression.Not(Expression.Is(IsTest.Null, Column))
        : Expression.And(
            Expression.Compare(ComparisonOperator.GreaterThanOrEqual, Column, Boundary(period.FirstDay, period.Window.Start)),
            Expression.Compare(ComparisonOperator.LessThan, Column, Boundary(period.EndDay, period.Window.End)));

    /// <summary>The day of a row: quicker than <see cref="BucketOf"/>, in functions that not every engine has.</summary>
    /// <param name="days">At least one, in order and without gaps.</param>
    /// <param name="zone">The zone of the days.</param>
    public Expression DayOf(IReadOnlyList<Period> days, TimeZoneInfo zone) => _kind switch
    {
        DataTypeKind.Date => Column,
        DataTypeKind.LocalTimestamp => Expression.Cast(Column, DataType.Date),
        _ => LocalDays.TryOf(Column, days, zone) ?? BucketOf([.. days]),
    };

    /// <summary>The first day of the period that a row falls into: a search tree over the first instants of the periods.</summary>
    /// <param name="periods">At least one, in order and without gaps.</param>
    public Expression BucketOf(ReadOnlySpan<Period> periods)
    {
        if (periods.Length == 1)
        {
            return Expression.Literal(periods[0].FirstDay);
        }

        var half = periods.Length / 2;
        var later = periods[half];
        return Expression.Case(
            null,
            [new CaseBranch(Expression.Compare(ComparisonOperator.LessThan, Column, Boundary(later.FirstDay, later.Window.Start)), BucketOf(periods[..half]))],
            BucketOf(periods[half..]));
    }

    /// <summary>The day that a value of the column falls on; null when it is outside of the years 1 to 9999.</summary>
    public static DateOnly? DayOf(object? value, TimeZoneInfo zone) => value switch
    {
        DateOnly day => day,
        DateTime local => DateOnly.FromDateTime(local),
        DateTimeOffset instant => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime),
        _ => null,
    };

    private LiteralExpression Boundary(DateOnly day, DateTimeOffset instant) => Expression.Literal(_kind switch
    {
        DataTypeKind.Date => day,
        DataTypeKind.LocalTimestamp => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified),
        _ => instant,
    });
}
