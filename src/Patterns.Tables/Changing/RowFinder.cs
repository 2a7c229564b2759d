using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>Finds the rows of a table that a change is about. Safe for use by several threads, each with files of its own.</summary>
internal abstract class RowFinder
{
    /// <summary>The files that may have such rows, by partition values and statistics, in order.</summary>
    public abstract IReadOnlyList<LiveFile> Files { get; }

    /// <summary>What other writers must not have done meanwhile.</summary>
    public abstract CommitGuard Guard { get; }

    /// <summary>The number of rows of a file when the log proves that the change is about all of them; otherwise null.</summary>
    public virtual long? WholeFile(LiveFile file) => null;

    /// <summary>Finds the rows in a file; null when there are none.</summary>
    public abstract Task<DeletedRows?> FindAsync(PositionedFile file, CancellationToken cancellationToken);
}
