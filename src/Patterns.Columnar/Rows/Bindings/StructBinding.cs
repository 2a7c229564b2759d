using System.Diagnostics.CodeAnalysis;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>A nested row type ↔ struct column.</summary>
/// <typeparam name="TRow">The nested type.</typeparam>
internal sealed class StructBinding<[DynamicallyAccessedMembers(RowShape.Members)] TRow>(BindingSite site, RowMap<TRow> fields) : ValueBinding<TRow>(site)
{
    protected override void WriteValues(ReadOnlySpan<TRow> values, ColumnBuilder builder)
    {
        var structs = (StructColumnBuilder)builder;
        fields.Write(values, structs.Fields);
        structs.Append(values.Length);
    }

    protected override void ReadValues(Column column, int start, Span<TRow> values)
        => fields.Read(((StructColumn)column).Fields, start, values);
}
