using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>The column of a leaf.</summary>
internal sealed class LeafFieldReader(LeafShape shape, ParquetReaderOptions options) : FieldReader
{
    private readonly LeafReader _leaf = LeafReaders.Create(shape, options);

    public override IEnumerable<LeafReader> Leaves => [_leaf];

    public override Column Build() => _leaf.Build();
}
