namespace Patterns.Columnar.Rows.Bindings;

/// <summary>bool ↔ boolean column.</summary>
internal sealed class BooleanBinding(BindingSite site) : ValueBinding<bool>(site)
{
    protected override void WriteValues(ReadOnlySpan<bool> values, ColumnBuilder builder)
    {
        var booleans = (BooleanColumnBuilder)builder;
        foreach (var value in values)
        {
            booleans.Append(value);
        }
    }

    protected override void ReadValues(Column column, int start, Span<bool> values)
    {
        var booleans = (BooleanColumn)column;
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = booleans[start + index];
        }
    }
}
