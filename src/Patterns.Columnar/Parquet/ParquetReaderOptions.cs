namespace Patterns.Columnar;

/// <summary>How a Parquet file is read. The defaults suit local disks and object stores.</summary>
public sealed class ParquetReaderOptions
{
    private const long SmallestMemoryLimit = 1 << 20;

    /// <summary>Most rows in a batch; 1 to 1,048,576. Default 32,768: columns of a batch then stay in a core's cache.</summary>
    public int BatchRowCount { get; set; } = 32_768;

    /// <summary>Bytes that one read asks the store for, per column; 4,096 to 1 GiB. Default 1 MiB. A larger page is read whole.</summary>
    public int ReadByteCount { get; set; } = 1 << 20;

    /// <summary>
    /// Largest size of a page after decompression in bytes, at least 1. Default 1 GiB. A file whose header asks for more is refused before
    /// anything is allocated.
    /// </summary>
    public int MaxPageByteCount { get; set; } = 1 << 30;

    /// <summary>Whether pages are checked against their CRC-32 where the file has one. Default true.</summary>
    public bool VerifyChecksums { get; set; } = true;

    /// <summary>
    /// What happens to times with digits below the microsecond (nanosecond timestamps, INT96), which
    /// <see cref="Core.DataTypeKind.Timestamp"/> cannot hold. Default <see cref="NanosecondHandling.Reject"/>.
    /// </summary>
    public NanosecondHandling Nanoseconds { get; set; } = NanosecondHandling.Reject;

    /// <summary>
    /// Bytes of memory that one read takes, at least 1 MiB; 0, the default, for no limit beyond those above. Within it less is read ahead and batches
    /// have fewer rows; when the pages that are read side by side, one per column, do not fit into half of it, a
    /// <see cref="ParquetMemoryException"/> says how large they are. Not counted are the footer, and batches that were handed out and not disposed.
    /// </summary>
    public long MemoryLimit { get; set; }

    internal ParquetReaderOptions Validated()
    {
        if (MemoryLimit is not (0 or >= SmallestMemoryLimit))
        {
            throw new ArgumentOutOfRangeException(nameof(MemoryLimit), MemoryLimit, $"0 or at least {SmallestMemoryLimit} bytes.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(BatchRowCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchRowCount, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadByteCount, 4096);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ReadByteCount, 1 << 30);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPageByteCount, 1);
        if (!Enum.IsDefined(Nanoseconds))
        {
            throw new ArgumentOutOfRangeException(nameof(Nanoseconds), Nanoseconds, "Not one of the defined values.");
        }

        return (ParquetReaderOptions)MemberwiseClone();
    }
}
