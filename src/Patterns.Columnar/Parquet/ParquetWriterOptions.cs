namespace Patterns.Columnar;

/// <summary>How a Parquet file is written. The defaults give files that every reader takes.</summary>
public sealed class ParquetWriterOptions
{
    /// <summary>How pages are compressed. Default <see cref="Columnar.Compression.Snappy"/>. A column that does not shrink is stored as it is.</summary>
    public Compression Compression { get; set; } = Compression.Snappy;

    /// <summary>Most rows in a row group, at least 1. Default 262,144. Row groups are what threads share and what statistics rule out.</summary>
    public int RowGroupRowLimit { get; set; } = 262_144;

    /// <summary>
    /// Bytes of encoded rows from which on a row group is written; 1 to 1 GiB. Default 128 MiB. Bounds the writer's memory, together with one
    /// page per column.
    /// </summary>
    public long RowGroupByteLimit { get; set; } = 128L << 20;

    /// <summary>Bytes of a page from which on it is closed, before compression; 1 to 256 MiB. Default 1 MiB. A larger value gets a page of its own.</summary>
    public int PageByteLimit { get; set; } = 1 << 20;

    /// <summary>Most rows in a page, at least 1. Default 32,768.</summary>
    public int PageRowLimit { get; set; } = 32_768;

    /// <summary>Bytes of a column's dictionary in a row group from which on further values are stored as they are; 0 for no dictionaries. Default 1 MiB.</summary>
    public int DictionaryByteLimit { get; set; } = 1 << 20;

    /// <summary>Key-value pairs for the footer. Default none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>();

    internal ParquetWriterOptions Validated()
    {
        if (!Enum.IsDefined(Compression))
        {
            throw new ArgumentOutOfRangeException(nameof(Compression), Compression, "Not one of the defined values.");
        }

        Require(RowGroupRowLimit, 1, int.MaxValue, nameof(RowGroupRowLimit), "rows");
        Require(RowGroupByteLimit, 1, 1L << 30, nameof(RowGroupByteLimit), "bytes");
        Require(PageByteLimit, 1, 256L << 20, nameof(PageByteLimit), "bytes");
        Require(PageRowLimit, 1, int.MaxValue, nameof(PageRowLimit), "rows");
        Require(DictionaryByteLimit, 0, 256L << 20, nameof(DictionaryByteLimit), "bytes");
        ArgumentNullException.ThrowIfNull(Metadata);
        return (ParquetWriterOptions)MemberwiseClone();
    }

    private static void Require(long value, long least, long most, string name, string unit)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {least} to {most} {unit}.");
        }
    }
}
