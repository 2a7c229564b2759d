namespace Patterns.Columnar;

/// <summary>How one column of a Parquet file is written.</summary>
public sealed class ParquetColumnOptions
{
    /// <summary>How values are encoded. Default <see cref="ParquetEncoding.Automatic"/>.</summary>
    public ParquetEncoding Encoding { get; set; } = ParquetEncoding.Automatic;

    /// <summary>
    /// The part of absent values that the column's bloom filter may take for present, above 0 and below 1, for example 0.01; null for no filter.
    /// Default null. A filter rules row groups out when single values are looked for; at 0.01 it takes about 10 bits per distinct value. Not for
    /// booleans.
    /// </summary>
    public double? BloomFilterFalsePositiveRate { get; set; }

    internal ParquetColumnOptions Validated()
    {
        if (!Enum.IsDefined(Encoding))
        {
            throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "Not one of the defined values.");
        }

        if (BloomFilterFalsePositiveRate is not (null or (> 0 and < 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(BloomFilterFalsePositiveRate), BloomFilterFalsePositiveRate, "The rate is above 0 and below 1.");
        }

        return (ParquetColumnOptions)MemberwiseClone();
    }
}
