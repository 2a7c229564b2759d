using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>The column of a group: the columns of its fields, and which groups are null as the levels of its first leaf tell.</summary>
internal sealed class StructFieldReader : FieldReader
{
    private readonly StructShape _shape;
    private readonly FieldReader[] _fields;
    private readonly LeafReader _firstLeaf;

    public StructFieldReader(StructShape shape, ParquetReaderOptions options)
    {
        _shape = shape;
        _fields = [.. shape.Fields.Select(field => Create(field, options))];
        _firstLeaf = Leaves.First();
    }

    public override IEnumerable<LeafReader> Leaves => _fields.SelectMany(static part => part.Leaves);

    public override Column Build()
    {
        // Levels first: building the leaves hands their slots over.
        using var validity = new ValidityBuilder();
        Assembly.AppendSlots(_firstLeaf, _shape, validity);
        var length = validity.Count;
        var columns = BuildAll(_fields, length);
        return new StructColumn((StructType)_shape.Type, length, columns, validity.Detach());
    }
}
