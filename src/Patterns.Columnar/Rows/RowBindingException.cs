using System.Globalization;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A property and a column do not fit together, or a value of one does not fit the other.</summary>
/// <remarks>
/// Codes: <c>row.column-missing</c>, <c>row.type-mismatch</c>, <c>row.null-value</c>, <c>row.value-does-not-fit</c>. The last two name a row.
/// </remarks>
public sealed class RowBindingException : PatternsException
{
    internal RowBindingException(string code, string property, string column, string reason, long? rowIndex = null)
        : base(code, Compose(property, column, reason, rowIndex))
    {
        Property = property;
        Column = column;
        Reason = reason;
        RowIndex = rowIndex;
    }

    /// <summary>The property with the types it is declared in, for example <c>Order.Address.Zip</c>.</summary>
    public string Property { get; }

    /// <summary>The column, with the field's path in a struct, for example <c>address.zip</c>.</summary>
    public string Column { get; }

    /// <summary>What was found, what was expected and what to do.</summary>
    public string Reason { get; }

    /// <summary>0-based row within the rows or the batch that were given; null when no row fits.</summary>
    public long? RowIndex { get; }

    /// <summary>Whether the value of a row is the reason, rather than the type of all rows.</summary>
    internal bool IsOfRow => Code is not ("row.column-missing" or "row.type-mismatch");

    internal RowBindingException AtRow(long rowIndex) => new(Code, Property, Column, Reason, rowIndex);

    private static string Compose(string property, string column, string reason, long? rowIndex)
        => rowIndex is null
            ? $"Property {property}, column '{column}': {reason}"
            : string.Create(CultureInfo.InvariantCulture, $"Row {rowIndex} (0-based), property {property}, column '{column}': {reason}");
}
