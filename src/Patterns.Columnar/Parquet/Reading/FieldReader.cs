using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Makes the column of a field from what the readers of its leaves have read.</summary>
internal abstract class FieldReader
{
    /// <summary>The readers of the leaves below this field, from first to last.</summary>
    public abstract IEnumerable<LeafReader> Leaves { get; }

    /// <summary>The column of the rows read, which the caller owns.</summary>
    /// <exception cref="CorruptDataException">The levels of the leaves contradict each other.</exception>
    public abstract Column Build();

    public static FieldReader Create(FieldShape shape, ParquetReaderOptions options) => shape switch
    {
        StructShape structure => new StructFieldReader(structure, options),
        RepeatedShape repeated => new RepeatedFieldReader(repeated, options),
        _ => new LeafFieldReader((LeafShape)shape, options),
    };
}
