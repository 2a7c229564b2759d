using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A column of a data file is of a type that the table's column cannot hold. Code <c>table.data-file-mismatch</c>.</summary>
public sealed class DataFileMismatchException : PatternsException
{
    internal DataFileMismatchException(string path, Field expected, DataType found)
        : base(
            "table.data-file-mismatch",
            $"In the data file '{path}' the column '{expected.Name}' is {found}, but the table says {expected.Type}, and one does not widen to the other. "
            + "The file was not written for this table, or the table's schema was changed by hand.")
    {
        Path = path;
        Column = expected.Name;
        Expected = expected.Type;
        Found = found;
    }

    /// <summary>The data file, relative to the store.</summary>
    public string Path { get; }

    /// <summary>The column.</summary>
    public string Column { get; }

    /// <summary>Its type in the table.</summary>
    public DataType Expected { get; }

    /// <summary>Its type in the file.</summary>
    public DataType Found { get; }
}
