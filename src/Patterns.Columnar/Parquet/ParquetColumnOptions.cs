namespace Patterns.Columnar;

/// <summary>How one column of a Parquet file is written.</summary>
public sealed class ParquetColumnOptions
{
    /// <summary>How values are encoded. Default <see cref="ParquetEncoding.Automatic"/>.</summary>
    public ParquetEncoding Encoding { get; set; } = ParquetEncoding.Automatic;

    internal ParquetColumnOptions Validated()
    {
        if (!Enum.IsDefined(Encoding))
        {
            throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "Not one of the defined values.");
        }

        return (ParquetColumnOptions)MemberwiseClone();
    }
}
