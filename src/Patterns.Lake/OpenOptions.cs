using Patterns.Core;

namespace Patterns.Lake;

/// <summary>What is known of a dataset beforehand. Everything that is left out is found out.</summary>
public sealed class OpenOptions
{
    /// <summary>How delimited files are written.</summary>
    public CsvOptions Csv { get; set; } = new();

    /// <summary>Types of columns by exact name, instead of those inferred. A row with a value that does not fit is set aside when the column is read.</summary>
    public IReadOnlyDictionary<string, DataType> Types { get; set; } = new Dictionary<string, DataType>();

    /// <summary>
    /// How dates such as <c>01/02/2012</c> are read in columns where no value proves the order: <see cref="DateOrder.DayMonthYear"/> or
    /// <see cref="DateOrder.MonthDayYear"/>. Null (default) leaves such columns text.
    /// </summary>
    public DateOrder? AmbiguousDates { get; set; }
}
