using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// The list of deleted rows of a data file is missing or damaged. Nothing was read, since without it deleted rows would come back. Code
/// <c>table.deletion-vector-damaged</c>.
/// </summary>
public sealed class DeletionVectorException : PatternsException
{
    internal DeletionVectorException(string tablePath, string? path, string problem, Exception? innerException)
        : base(
            "table.deletion-vector-damaged",
            $"A deletion vector of table '{tablePath}' in {(path is null ? "its log" : $"'{path}'")} cannot be read: {problem}. Restore the file from a backup or "
            + "another copy of the table, or open a version from before its rows were deleted.",
            innerException)
    {
        TablePath = tablePath;
        Path = path;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>The object, relative to the store; null when the list stands in the log itself.</summary>
    public string? Path { get; }
}
