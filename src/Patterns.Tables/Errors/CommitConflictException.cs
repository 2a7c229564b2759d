using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// Another writer changed the table in a way that this change did not take into account. Nothing was committed by this change.
/// Code <c>table.commit-conflict</c>.
/// </summary>
public sealed class CommitConflictException : PatternsException
{
    internal CommitConflictException(string tablePath, long readVersion, string operation, long winningVersion, string winningOperation, string reason)
        : base(
            "table.commit-conflict",
            $"{operation} of table '{tablePath}', based on version {readVersion}, conflicts with {winningOperation} in version {winningVersion}: {reason}. "
            + "Nothing was committed. Refresh the table, check that the change still makes sense, and try again.")
    {
        TablePath = tablePath;
        ReadVersion = readVersion;
        Operation = operation;
        WinningVersion = winningVersion;
        WinningOperation = winningOperation;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>Version that the change was based on.</summary>
    public long ReadVersion { get; }

    /// <summary>What the change was, such as <c>WRITE</c>.</summary>
    public string Operation { get; }

    /// <summary>Version of the commit that came first.</summary>
    public long WinningVersion { get; }

    /// <summary>What that commit was, as its writer calls it.</summary>
    public string WinningOperation { get; }
}
