using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>Whether a blind append may be committed on top of a commit that it did not know of.</summary>
/// <remarks>
/// Source: Delta transaction log protocol, "Action Reconciliation", and the rules that all writers share: rows that are added depend on the
/// schema, the rules and the protocol, not on what other rows or files there are.
/// </remarks>
internal static class AppendConflict
{
    /// <exception cref="CommitConflictException">The other commit changed what the rows were checked against.</exception>
    public static void RequireNone(PendingCommit pending, Commit other, string tablePath)
    {
        var reason = other switch
        {
            { Protocol: not null } => "it changed the protocol of the table",
            { Metadata: not null } => "it changed the columns, the rules or the configuration of the table",
            _ => null,
        };
        if (reason is not null)
        {
            throw new CommitConflictException(
                tablePath,
                pending.ReadVersion,
                PendingCommit.Operation,
                other.Version,
                other.Info.Operation ?? "an operation that its writer did not name",
                reason);
        }
    }
}
