using System.Globalization;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>The pages that a read needs at a time do not fit into its memory limit. Code <c>parquet.memory</c>.</summary>
public sealed class ParquetMemoryException : PatternsException
{
    internal ParquetMemoryException(string file, string column, long needed, long limit)
        : base(
            "parquet.memory",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The pages of the Parquet file '{file}' need {needed} bytes at a time as of column '{column}', but half of the memory limit is {limit / 2} bytes. Read fewer columns at a time, raise {nameof(ParquetReaderOptions)}.{nameof(ParquetReaderOptions.MemoryLimit)}, or write the file with smaller pages."))
    {
        File = file;
        Column = column;
        NeededByteCount = needed;
        MemoryLimit = limit;
    }

    /// <summary>Path of the file in its store.</summary>
    public string File { get; }

    /// <summary>Dotted path of the column whose page was one too many.</summary>
    public string Column { get; }

    /// <summary>Bytes that the pages need together, this one included.</summary>
    public long NeededByteCount { get; }

    /// <summary>The limit, in bytes.</summary>
    public long MemoryLimit { get; }
}
