using Patterns.Tables.Delta;
using Patterns.Tables.Metrics;

namespace Patterns.Tables.Writing;

/// <summary>Whether a change may be committed on top of a commit that it did not know of.</summary>
/// <remarks>
/// Source: Delta transaction log protocol, "Action Reconciliation", and the rules that all writers share: rows depend on the schema, the rules and
/// the protocol that they were checked against; a file is removed once; what a change read must not have changed, see <see cref="CommitGuard"/>.
/// </remarks>
internal static class CommitConflict
{
    /// <param name="pending">The change.</param>
    /// <param name="other">The commit.</param>
    /// <param name="metadata">The metadata before that commit.</param>
    /// <param name="tablePath">Folder of the table, for errors.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="CommitConflictException">The other commit changed what this one depends on.</exception>
    public static async Task RequireNoneAsync(PendingCommit pending, Commit other, TableMetadata metadata, string tablePath, CancellationToken cancellationToken)
    {
        var reason = FindIn(pending, other, metadata);
        if (reason is null && pending.Guard is { } guard)
        {
            reason = await guard.FindConflictAsync(other, cancellationToken).ConfigureAwait(false);
        }

        if (reason is not null)
        {
            throw new CommitConflictException(
                tablePath,
                pending.ReadVersion,
                pending.Operation,
                other.Version,
                other.Info.Operation ?? "an operation that its writer did not name",
                reason);
        }
    }

    private static string? FindIn(PendingCommit pending, Commit other, TableMetadata metadata) => other switch
    {
        { Protocol: not null } => "it changed the protocol of the table",
        { Metadata: { } changed } when !TableMetrics.DifferAlone(metadata, changed) => "it changed the columns, the rules or the configuration of the table",
        _ => FindRemoved(pending, other) is { } path ? $"it removed or replaced the data file '{path}', in which this change found rows" : null,
    };

    private static string? FindRemoved(PendingCommit pending, Commit other)
    {
        if (pending.Removes.Count == 0 || other.Removes.Count == 0)
        {
            return null;
        }

        var ours = pending.Removes.Select(FileKey.Of).ToHashSet();
        return other.Removes.FirstOrDefault(remove => ours.Contains(FileKey.Of(remove)))?.Path;
    }
}
