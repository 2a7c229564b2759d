using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>A change that is based on a state of the table and has to be looked at again when another writer comes first.</summary>
internal abstract class CommitDraft
{
    /// <summary>Delta's name for the change.</summary>
    public abstract string Operation { get; }

    /// <summary>The commit on top of a state that was accepted. Time, engine and identifier are filled in by the committer.</summary>
    public abstract Commit ToCommit(Snapshot snapshot);

    /// <summary>Looks at what other writers did.</summary>
    /// <param name="after">The state after their commits.</param>
    /// <param name="others">Their commits, none of which was seen before.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="CommitConflictException">The change does not fit on top of them.</exception>
    public abstract Task AcceptAsync(Snapshot after, IReadOnlyList<Commit> others, CancellationToken cancellationToken);
}
