namespace Patterns.Lake.Inference;

/// <summary>The order of the parts of a date in text. A column has one.</summary>
internal enum DateOrder
{
    /// <summary>2012-01-31, 2012/01/31.</summary>
    YearMonthDay,

    /// <summary>31/01/2012, 31-01-2012, 31.01.2012.</summary>
    DayMonthYear,

    /// <summary>01/31/2012, 01-31-2012.</summary>
    MonthDayYear,
}
