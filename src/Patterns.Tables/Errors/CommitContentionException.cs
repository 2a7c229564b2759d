using Patterns.Core;

namespace Patterns.Tables;

/// <summary>Other writers came first every time a commit was tried. Nothing was committed. Code <c>table.commit-contention</c>.</summary>
public sealed class CommitContentionException : PatternsException
{
    internal CommitContentionException(string tablePath, int attempts, long lastVersion)
        : base(
            "table.commit-contention",
            $"Other writers of table '{tablePath}' came first in all of {attempts} attempts, the last one at version {lastVersion}. Nothing was committed. "
            + $"Append larger batches less often, or raise {nameof(TableStoreOptions)}.{nameof(TableStoreOptions.MaxCommitAttempts)}.")
    {
        TablePath = tablePath;
        Attempts = attempts;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>How often the commit was tried.</summary>
    public int Attempts { get; }
}
