using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Makes the column of a field from what the readers of its leaves have read.</summary>
internal abstract class FieldReader(FieldShape shape)
{
    public FieldShape Shape { get; } = shape;

    /// <summary>The readers of the leaves below this field, from first to last.</summary>
    public abstract IEnumerable<LeafReader> Leaves { get; }

    /// <summary>The column of the rows read, which the caller owns.</summary>
    public abstract Column Build();

    public static FieldReader Create(FieldShape shape, ParquetReaderOptions options) => shape switch
    {
        LeafShape leaf => new LeafFieldReader(leaf, options),
        _ => throw new CorruptDataException("nested columns are not supported yet"),
    };
}
