using System.Globalization;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A file is not valid Parquet, is damaged, or uses a part of the format that is not supported; the message says which. Code <c>parquet.format</c>.</summary>
public sealed class ParquetFormatException : PatternsException
{
    internal ParquetFormatException(string problem, string file, string? column = null, int? page = null, long? offset = null, Exception? innerException = null)
        : base("parquet.format", Describe(problem, file, column, page, offset), innerException)
    {
        File = file;
        Column = column;
        Page = page;
        Offset = offset;
    }

    /// <summary>Path of the file in its store.</summary>
    public string File { get; }

    /// <summary>Dotted path of the column; null when the problem lies in the footer.</summary>
    public string? Column { get; }

    /// <summary>0-based page of the column within its row group, the dictionary page counted; null outside pages.</summary>
    public int? Page { get; }

    /// <summary>0-based position in the file, in bytes, of the structure in which the problem was found; null when unknown.</summary>
    public long? Offset { get; }

    private static string Describe(string problem, string file, string? column, int? page, long? offset)
    {
        var where = string.Create(
            CultureInfo.InvariantCulture,
            $"'{file}'{(column is null ? "" : $", column '{column}'")}{(page is null ? "" : $", page {page}")}{(offset is null ? "" : $", offset {offset}")}");
        return $"The Parquet file {where} cannot be read: {problem}. Write the file anew from its source, or set it aside.";
    }
}
