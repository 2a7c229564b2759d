namespace Patterns.Columnar;

/// <summary>How a Parquet file is written. The defaults give files that every reader takes.</summary>
public sealed class ParquetWriterOptions
{
    /// <summary>How pages are compressed. Default <see cref="Columnar.Compression.Snappy"/>. A column that does not shrink is stored as it is.</summary>
    public Compression Compression { get; set; } = Compression.Snappy;

    /// <summary>Most rows in a row group, at least 1. Default 262,144. Row groups are what threads share and what statistics rule out.</summary>
    public int RowGroupRowLimit { get; set; } = 262_144;

    /// <summary>
    /// Bytes of collected rows from which on a row group is written; 1 to 1 GiB. Default 128 MiB. Bounds the writer's memory: it holds two row
    /// groups at most, one that is collected and one that is encoded and written.
    /// </summary>
    public long RowGroupByteLimit { get; set; } = 128L << 20;

    /// <summary>
    /// Bytes of a page from which on it is closed, its values taken plain; 1 to 256 MiB. Default 1 MiB. A single row with more gets a page of its own.
    /// </summary>
    public int PageByteLimit { get; set; } = 1 << 20;

    /// <summary>Most rows in a page, at least 1. Default 20,000. Pages are what the page index rules out.</summary>
    public int PageRowLimit { get; set; } = 20_000;

    /// <summary>Most bytes of a column's dictionary in a row group; values beyond it are stored without one. 0 for no dictionaries. Default 1 MiB.</summary>
    public int DictionaryByteLimit { get; set; } = 1 << 20;

    /// <summary>
    /// Whether differences may be stored where they are smaller (DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY). Default true;
    /// false for readers that know only plain values and dictionaries, such as Spark before 3.3.
    /// </summary>
    public bool AllowDeltas { get; set; } = true;

    /// <summary>
    /// Options of columns by name; fields of structs by dotted names, elements of lists and parts of maps by their path in the file, such as
    /// <c>tags.list.element</c> and <c>prices.key_value.key</c>. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, ParquetColumnOptions> Columns { get; set; } = new Dictionary<string, ParquetColumnOptions>();

    /// <summary>
    /// The order that the rows already have, the first key counting most; each key is a column of a primitive type. Recorded for readers and not
    /// checked. Default none.
    /// </summary>
    public IReadOnlyList<SortOrder> SortedBy { get; set; } = [];

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
        ArgumentNullException.ThrowIfNull(Columns);
        ArgumentNullException.ThrowIfNull(SortedBy);
        var copy = (ParquetWriterOptions)MemberwiseClone();
        copy.Columns = Columns.ToDictionary(static column => column.Key, static column => column.Value.Validated(), StringComparer.Ordinal);
        return copy;
    }

    private static void Require(long value, long least, long most, string name, string unit)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {least} to {most} {unit}.");
        }
    }
}
