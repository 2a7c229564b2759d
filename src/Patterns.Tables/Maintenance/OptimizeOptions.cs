namespace Patterns.Tables;

/// <summary>How data files are rearranged.</summary>
public sealed class OptimizeOptions
{
    internal const long MinMemoryLimit = 1 << 20;

    /// <summary>
    /// Bytes of the files to make. Without an order only files below three quarters of it, and files with deleted rows, are written again. Null, the
    /// default, means <see cref="TableStoreOptions.TargetFileBytes"/>; 1 KiB to 16 GiB.
    /// </summary>
    public long? TargetFileBytes { get; set; }

    /// <summary>
    /// Columns by which the rows of each partition are sorted, the most important first, so that filters on them read few files. Null, the
    /// default, leaves rows in their order.
    /// </summary>
    public IReadOnlyList<string>? ClusterBy { get; set; }

    /// <summary>
    /// Columns by which the rows of each partition are put in Z-order, up to 8, so that filters on any of them read few files. Null, the default,
    /// for none. Not together with <see cref="ClusterBy"/>.
    /// </summary>
    /// <remarks>Source: Morton, "A Computer Oriented Geodetic Data Base and a New Technique in File Sequencing", 1966, over ranks instead of values.</remarks>
    public IReadOnlyList<string>? ZOrderBy { get; set; }

    /// <summary>Bytes of rows that are sorted in memory; what is beyond goes to temporary files. At least 1 MiB. Default 256 MiB.</summary>
    public long MemoryLimit { get; set; } = 256L << 20;

    internal void Validate()
    {
        if (TargetFileBytes is < TableStoreOptions.MinTargetFileBytes or > TableStoreOptions.MaxTargetFileBytes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(TargetFileBytes), TargetFileBytes, $"The size of files is {TableStoreOptions.MinTargetFileBytes} to {TableStoreOptions.MaxTargetFileBytes} bytes.");
        }

        if (MemoryLimit < MinMemoryLimit)
        {
            throw new ArgumentOutOfRangeException(nameof(MemoryLimit), MemoryLimit, $"The memory for sorting is at least {MinMemoryLimit} bytes.");
        }

        if (ClusterBy is { Count: > 0 } && ZOrderBy is { Count: > 0 })
        {
            throw new ArgumentException($"Rows have one order: give {nameof(ClusterBy)} or {nameof(ZOrderBy)}.", nameof(ZOrderBy));
        }
    }
}
