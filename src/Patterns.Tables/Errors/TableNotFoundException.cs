using Patterns.Core;

namespace Patterns.Tables;

/// <summary>There is no table at a path. Code <c>table.not-found</c>.</summary>
public sealed class TableNotFoundException : PatternsException
{
    internal TableNotFoundException(string tablePath)
        : base("table.not-found", $"There is no table at '{tablePath}': the folder '{tablePath}/_delta_log' holds no commit. Check the path, or create the table first.")
        => TablePath = tablePath;

    /// <summary>Folder that was looked at, relative to the store.</summary>
    public string TablePath { get; }
}
