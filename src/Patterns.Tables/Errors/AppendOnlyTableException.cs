using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// Rows of a table were to be updated or deleted, but its property <c>delta.appendOnly</c> says that they never are. Code <c>table.append-only</c>.
/// </summary>
public sealed class AppendOnlyTableException : PatternsException
{
    internal AppendOnlyTableException(string tablePath, string operation)
        : base(
            "table.append-only",
            $"{operation} of table '{tablePath}' is refused: its property 'delta.appendOnly' is true, so rows are only added. "
            + "Append rows that correct the earlier ones, or set the property to false if the table is no longer a record of what happened.")
    {
        TablePath = tablePath;
        Operation = operation;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>What was refused, such as <c>DELETE</c>.</summary>
    public string Operation { get; }
}
