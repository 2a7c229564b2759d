using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>What a change learnt from the rows of the table, and so what other writers must not have changed before it is committed.</summary>
internal abstract class CommitGuard
{
    /// <summary>Why the change may not be committed on top of another commit; null when it may.</summary>
    /// <param name="other">A commit that the change did not know of, with the columns and rules that it knows.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public abstract Task<string?> FindConflictAsync(Commit other, CancellationToken cancellationToken);
}
