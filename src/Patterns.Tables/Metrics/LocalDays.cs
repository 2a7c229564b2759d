using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>The days that clocks in a zone show at instants, by adding the offset of the zone, which changes a few times a year.</summary>
internal static class LocalDays
{
    /// <summary>The day of an instant; null where clocks go back over midnight, so that they do not show to which day an instant belongs.</summary>
    public static Expression? TryOf(ColumnExpression instant, IReadOnlyList<Period> days, TimeZoneInfo zone)
    {
        var changes = new List<DateTimeOffset>();
        foreach (var day in days)
        {
            if (zone.GetUtcOffset(day.Window.Start) != zone.GetUtcOffset(day.Window.End.AddTicks(-1)))
            {
                changes.Add(ChangeIn(day.Window, zone));
            }

            // A day on which clocks show another day at its start, at its end or at a change is not found by its offset.
            if (!Shows(day, day.Window.Start, zone) || !Shows(day, day.Window.End.AddTicks(-1), zone) || (changes.Count > 0 && day.Window.Contains(changes[^1]) && !Shows(day, changes[^1].AddTicks(-1), zone)))
            {
                return null;
            }

            if (zone.GetUtcOffset(day.Window.End.AddTicks(-1)) != zone.GetUtcOffset(day.Window.End))
            {
                changes.Add(day.Window.End);
            }
        }

        var offset = Offset(instant, changes, days, zone);
        return Expression.Cast(
            Expression.Call("timestamp_micros", Expression.Arithmetic(ArithmeticOperator.Add, Expression.Call("unix_micros", instant), offset)), DataType.Date);
    }

    /// <summary>Microseconds that clocks are ahead of UTC.</summary>
    private static Expression Offset(ColumnExpression instant, List<DateTimeOffset> changes, IReadOnlyList<Period> days, TimeZoneInfo zone)
    {
        var branches = changes.Select(change => new CaseBranch(Expression.Compare(ComparisonOperator.LessThan, instant, Expression.Literal(change)), OffsetAt(change.AddTicks(-1), zone))).ToList();
        var last = OffsetAt(days[^1].Window.End.AddTicks(-1), zone);
        return branches.Count == 0 ? last : Expression.Case(null, branches, last);
    }

    private static LiteralExpression OffsetAt(DateTimeOffset instant, TimeZoneInfo zone) => Expression.Literal(zone.GetUtcOffset(instant).Ticks / TimeSpan.TicksPerMicrosecond);

    private static bool Shows(Period day, DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime) == day.FirstDay;

    /// <summary>The first instant with the offset that the window ends with.</summary>
    private static DateTimeOffset ChangeIn(TimeWindow window, TimeZoneInfo zone)
    {
        var after = zone.GetUtcOffset(window.End.AddTicks(-1));
        var (low, high) = (window.Start.UtcTicks, window.End.UtcTicks - 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == after ? (low, middle) : (middle + 1, high);
        }

        return new DateTimeOffset(low, TimeSpan.Zero);
    }
}
