using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>The column of a list or map: the columns of its parts, and where each list begins as the levels of its first leaf tell.</summary>
internal sealed class RepeatedFieldReader : FieldReader
{
    private readonly RepeatedShape _shape;
    private readonly FieldReader[] _parts;
    private readonly LeafReader _firstLeaf;

    public RepeatedFieldReader(RepeatedShape shape, ParquetReaderOptions options)
    {
        _shape = shape;
        _parts = [.. shape.Parts.Select(part => Create(part, options))];
        _firstLeaf = Leaves.First();
    }

    public override IEnumerable<LeafReader> Leaves => _parts.SelectMany(static part => part.Leaves);

    public override Column Build()
    {
        using var validity = new ValidityBuilder();
        using var offsets = new BufferBuilder<int>();
        var elements = Assembly.AppendLists(_firstLeaf, _shape, offsets, validity);
        var columns = BuildAll(_parts, elements);
        var length = validity.Count;
        if (_shape.Type is not MapType map)
        {
            return new ListColumn((ListType)_shape.Type, length, offsets.Detach(), columns[0], validity.Detach());
        }

        if (columns[0].NullCount > 0)
        {
            Array.ForEach(columns, static column => column.Dispose());
            throw new CorruptDataException($"{columns[0].NullCount} keys of maps are null");
        }

        return new MapColumn(map, length, offsets.Detach(), columns[0], columns[1], validity.Detach());
    }
}
