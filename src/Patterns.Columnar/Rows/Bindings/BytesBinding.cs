namespace Patterns.Columnar.Rows.Bindings;

/// <summary>byte[] ↔ binary column. Bytes are copied both ways.</summary>
internal sealed class BytesBinding(BindingSite site) : ValueBinding<byte[]>(site)
{
    protected override void WriteValues(ReadOnlySpan<byte[]> values, ColumnBuilder builder)
    {
        var bytes = (BinaryColumnBuilder)builder;
        foreach (var value in values)
        {
            bytes.Append((ReadOnlySpan<byte>)value);
        }
    }

    protected override void ReadValues(Column column, int start, Span<byte[]> values)
    {
        var bytes = (BinaryColumn)column;
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = bytes.GetBytes(start + index).ToArray();
        }
    }
}
