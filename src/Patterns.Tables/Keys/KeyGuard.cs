using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Keys;

/// <summary>New rows whose keys were not in the table: no other writer may have added rows with such keys.</summary>
/// <param name="check">The keys.</param>
/// <param name="snapshot">The state of the table in which they were looked for.</param>
internal sealed class KeyGuard(KeyCheck check, Snapshot snapshot) : CommitGuard
{
    public override async Task<string?> FindConflictAsync(Commit other, CancellationToken cancellationToken)
    {
        var added = other.NewRows.ToList();
        return added.Count > 0 && await check.FindAmongAsync(snapshot, added, cancellationToken).ConfigureAwait(false) is { } key
            ? $"both write a row whose key ({check.Key.Names}) is '{key}'"
            : null;
    }
}
