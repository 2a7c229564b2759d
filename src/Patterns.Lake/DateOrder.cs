namespace Patterns.Lake;

/// <summary>The order of the parts of a date in text. All dates of a column are in one order.</summary>
public enum DateOrder
{
    /// <summary>2012-01-31, 2012/01/31.</summary>
    YearMonthDay,

    /// <summary>31/01/2012, 31-01-2012, 31.01.2012.</summary>
    DayMonthYear,

    /// <summary>01/31/2012, 01-31-2012.</summary>
    MonthDayYear,
}
