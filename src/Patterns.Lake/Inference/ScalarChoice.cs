using Patterns.Core;

namespace Patterns.Lake.Inference;

/// <summary>The narrowest type that keeps every scalar value of a column.</summary>
/// <param name="Type">The type.</param>
/// <param name="DateOrder">Order of dates in text, when there are some.</param>
/// <param name="Reason">One sentence on why.</param>
internal sealed record ScalarChoice(DataType Type, DateOrder DateOrder, string Reason)
{
    /// <summary>Decides.</summary>
    /// <param name="profile">All values.</param>
    /// <param name="ambiguousDates">What to take dates as that can be both day-month and month-day; null to leave them text.</param>
    public static ScalarChoice Of(ScalarProfile profile, DateOrder? ambiguousDates)
    {
        var types = profile.Candidates;
        if (profile.TypedCount == 0)
        {
            return Text("no value decides the type");
        }

        if (types.HasFlag(TypeSet.Boolean))
        {
            return new(DataType.Boolean, default, "every value is true or false");
        }

        return OfNumbers(profile)
            ?? OfDates(types & TypeSet.Dates, 0, DataType.Date, "every value is a date", ambiguousDates)
            ?? OfDates(types & TypeSet.Locals, 3, DataType.LocalTimestamp, profile.DateCount == 0 ? "every value is a timestamp without a zone" : "some values are dates and some are timestamps without a zone", ambiguousDates)
            ?? OfDates(types & TypeSet.Instants, 6, DataType.Timestamp, "every value is a timestamp with a zone", ambiguousDates)
            ?? Text("no other type keeps every value");
    }

    private static ScalarChoice? OfNumbers(ScalarProfile profile)
    {
        var types = profile.Candidates;
        if (types.HasFlag(TypeSet.Int64))
        {
            return new(DataType.Int64, default, "every value is an integer of 64 bits");
        }

        var precision = Math.Max(1, profile.IntegerDigits + profile.FractionDigits);
        var canBeDecimal = types.HasFlag(TypeSet.Decimal) && precision <= DecimalType.MaxPrecision;
        if (canBeDecimal && !profile.HasFraction)
        {
            return new(DataType.Decimal(precision, 0), default, "every value is an integer, and one needs more than 64 bits");
        }

        if (types.HasFlag(TypeSet.Float64) && profile.HasFinite)
        {
            return new(DataType.Float64, default, "every value is a number that a double keeps exactly as it is written");
        }

        return canBeDecimal
            ? new(DataType.Decimal(precision, profile.FractionDigits), default, "every value is a number, and one has more digits than a double keeps")
            : null;
    }

    private static ScalarChoice? OfDates(TypeSet types, int shift, DataType type, string reason, DateOrder? ambiguousDates)
    {
        var orders = (TypeSet)((int)types >> shift);
        if (orders == (TypeSet.DateDmy | TypeSet.DateMdy))
        {
            return ambiguousDates is DateOrder.DayMonthYear or DateOrder.MonthDayYear
                ? new(type, ambiguousDates.Value, $"{reason}; that could be day-month or month-day, and is declared to be {Name(ambiguousDates.Value)}")
                : Text($"{reason}, but each could be day-month or month-day: say which by the option AmbiguousDates");
        }

        return orders switch
        {
            TypeSet.DateYmd => new(type, DateOrder.YearMonthDay, reason),
            TypeSet.DateDmy => new(type, DateOrder.DayMonthYear, $"{reason}, the day first: no other order fits all of them"),
            TypeSet.DateMdy => new(type, DateOrder.MonthDayYear, $"{reason}, the month first: no other order fits all of them"),
            _ => null,
        };
    }

    private static string Name(DateOrder order) => order == DateOrder.DayMonthYear ? "day-month" : "month-day";

    private static ScalarChoice Text(string reason) => new(DataType.String, default, reason);
}
