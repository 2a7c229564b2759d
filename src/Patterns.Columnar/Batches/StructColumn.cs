using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Structs, stored as one column per field. A field's value in a null row is unspecified.</summary>
public sealed class StructColumn : Column
{
    private readonly Column[] _fields;

    internal StructColumn(StructType type, int length, Column[] fields, Validity validity)
        : base(type, length, validity)
        => _fields = fields;

    /// <summary>One column per field, in the order of the type; each as long as this column.</summary>
    public IReadOnlyList<Column> Fields => _fields;

    /// <summary>The same structs of other fields, each as long as this column.</summary>
    internal StructColumn WithFields(StructType type, Column[] fields) => new(type, Length, fields, Validity.Share());

    internal override Column Retype(DataType type)
    {
        var fields = ((StructType)type).Fields;
        return WithFields((StructType)type, [.. _fields.Select((field, index) => field.ShareAs(fields[index].Type))]);
    }

    private protected override object BoxValue(int index)
    {
        var fields = ((StructType)Type).Fields;
        var values = new Dictionary<string, object?>(fields.Count, StringComparer.Ordinal);
        for (var field = 0; field < fields.Count; field++)
        {
            values.Add(fields[field].Name, _fields[field].GetValue(index));
        }

        return values;
    }

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new StructColumn((StructType)Type, length, [.. _fields.Select(field => field.Slice(start, length))], validity);

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
    {
        var fields = new Column[_fields.Length];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = _fields[index].TakeRows(rows);
        }

        return new StructColumn((StructType)Type, rows.Length, fields, validity);
    }

    private protected override void ReleaseValues()
    {
        foreach (var field in _fields)
        {
            field.Dispose();
        }
    }
}
