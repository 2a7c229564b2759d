using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Delta.Columns;

/// <summary>Columns of a table as new data files call them: the same values under physical names, with ids. Safe for use by several threads.</summary>
/// <remarks>Source: Delta transaction log protocol, "Writer Requirements for Column Mapping".</remarks>
internal sealed class PhysicalColumns
{
    private readonly ColumnProjection[] _projections;

    /// <param name="logical">Columns of the table that stand in its files.</param>
    /// <param name="mapping">How files call them.</param>
    public PhysicalColumns(Schema logical, ColumnMapping mapping)
    {
        if (!mapping.IsMapped)
        {
            Schema = logical;
            _projections = [];
            return;
        }

        Schema = new Schema([.. logical.Fields.Select(field => Physical(field, mapping))]);
        _projections = [.. logical.Fields.Select((field, index) => ColumnProjection.TryCreate(field.Type, Schema[index].Type, Find)!)];

        int Find(Field wanted, IReadOnlyList<Field> found) => IndexOf(wanted, found, mapping);
    }

    /// <summary>The columns of the files.</summary>
    public Schema Schema { get; }

    /// <summary>The rows as files hold them. The caller owns the result and keeps the batch.</summary>
    public ColumnBatch Apply(ColumnBatch batch)
        => _projections.Length == 0
            ? batch.Slice(0, batch.RowCount)
            : new ColumnBatch(Schema, batch.RowCount, [.. _projections.Select((projection, index) => projection.Apply(batch.Columns[index]))]);

    private static int IndexOf(Field wanted, IReadOnlyList<Field> found, ColumnMapping mapping)
    {
        for (var index = 0; index < found.Count; index++)
        {
            if (mapping.PhysicalName(found[index]) == wanted.Name)
            {
                return index;
            }
        }

        return -1;
    }

    private static Field Physical(Field field, ColumnMapping mapping)
    {
        var metadata = ColumnMapping.IdOf(field) is { } id ? new Dictionary<string, MetadataValue> { [ColumnMapping.FileIdKey] = id } : null;
        return new Field(mapping.PhysicalName(field), Physical(field.Type, mapping), field.Nullable, metadata);
    }

    private static DataType Physical(DataType type, ColumnMapping mapping) => type switch
    {
        StructType fields => DataType.Struct([.. fields.Fields.Select(field => Physical(field, mapping))]),
        ListType list => DataType.List(Physical(list.Element, mapping), list.ElementNullable),
        MapType map => DataType.Map(Physical(map.Key, mapping), Physical(map.Value, mapping), map.ValueNullable),
        _ => type,
    };
}
