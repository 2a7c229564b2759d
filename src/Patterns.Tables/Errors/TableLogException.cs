using Patterns.Core;

namespace Patterns.Tables;

/// <summary>The transaction log of a table is damaged: a commit is missing or is not what the Delta protocol says. Code <c>table.log-damaged</c>.</summary>
public sealed class TableLogException : PatternsException
{
    internal TableLogException(string path, int? lineNumber, string message, Exception? innerException = null)
        : base("table.log-damaged", message, innerException)
    {
        Path = path;
        LineNumber = lineNumber;
    }

    /// <summary>The damaged or missing object, or the table's folder, relative to the store.</summary>
    public string Path { get; }

    /// <summary>1-based line in that object; null when it is not about one line.</summary>
    public int? LineNumber { get; }

    internal static TableLogException MissingVersion(string tablePath, long expected, long found)
    {
        var path = ObjectPath.Combine(tablePath, Delta.LogFileName.Commit(expected));
        return new TableLogException(
            path,
            null,
            $"The log of table '{tablePath}' has no version {expected} ('{path}') although version {found} is there; versions are contiguous. "
            + $"Restore that object from a backup or another copy of the table; {(expected > 0 ? $"versions up to {expected - 1} can still be opened" : "no version can be opened without it")}.");
    }

    internal static TableLogException MissingAction(string tablePath, long version, string action) => new(
        tablePath,
        null,
        $"No commit of table '{tablePath}' up to version {version} has the action '{action}', which every table needs from its first version on. Restore the first commit from a backup.");
}
