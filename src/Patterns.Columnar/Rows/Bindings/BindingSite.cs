using Patterns.Core;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Where a binding stands, and the errors that name the place.</summary>
/// <param name="Value">The .NET side.</param>
/// <param name="Column">Path of the column.</param>
/// <param name="Type">Type of the column.</param>
internal sealed record BindingSite(RowValue Value, string Column, DataType Type)
{
    public static RowBindingException MissingColumn(RowProperty property, string column, IEnumerable<string> existing)
        => new("row.column-missing", property.Value.Path, column, $"there is no such column. The columns are: {string.Join(", ", existing)}. Name it with [Column(\"…\")] or leave the property out.");

    public RowBindingException TypeMismatch()
        => new("row.type-mismatch", Value.Path, Column, $"the column is {Type}, which cannot be bound to {Value.Type}. Change the property's type or convert the column with CAST.");

    public RowBindingException NullFound()
        => new("row.null-value", Value.Path, Column, $"the column is null, but the property is a {Value.Type} that is never null. Declare it nullable or filter the nulls.");

    public RowBindingException DoesNotFit(string reason)
        => new("row.value-does-not-fit", Value.Path, Column, reason);
}
