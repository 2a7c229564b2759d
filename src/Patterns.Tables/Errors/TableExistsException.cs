using Patterns.Core;

namespace Patterns.Tables;

/// <summary>A table was to be created where there is one already. It was left as it is. Code <c>table.exists</c>.</summary>
public sealed class TableExistsException : PatternsException
{
    internal TableExistsException(string tablePath)
        : base("table.exists", $"There is a table at '{tablePath}' already; it was left as it is. Open it, or choose another path.")
        => TablePath = tablePath;

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }
}
