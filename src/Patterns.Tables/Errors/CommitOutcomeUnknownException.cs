using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// The store failed while a commit was written and cannot say whether it took effect. The data files were kept, because the commit may
/// need them. Code <c>table.commit-unknown</c>.
/// </summary>
/// <remarks>An append with a source and a sequence can simply be repeated: it does nothing when the first try took effect after all.</remarks>
public sealed class CommitOutcomeUnknownException : PatternsException
{
    internal CommitOutcomeUnknownException(string tablePath, long version, string commitPath, int attempts, Exception innerException)
        : base(
            "table.commit-unknown",
            $"After {attempts} attempts the store could not say whether version {version} of table '{tablePath}' was committed ('{commitPath}'): {innerException.Message} "
            + "Refresh the table when the store is back: the change is either there whole or not at all. Appends with a source and a sequence can simply be repeated.",
            innerException)
    {
        TablePath = tablePath;
        Version = version;
        CommitPath = commitPath;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>Version that was to be written.</summary>
    public long Version { get; }

    /// <summary>Object that holds the commit if it took effect.</summary>
    public string CommitPath { get; }
}
