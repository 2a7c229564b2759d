using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>How a commit ended.</summary>
/// <param name="Snapshot">The state of the table after the commit, or the latest known when nothing was committed.</param>
/// <param name="AlreadyApplied">Whether the load had been committed before, so that this one was not.</param>
/// <param name="Retries">How many versions other writers took first.</param>
internal sealed record CommitOutcome(Snapshot Snapshot, bool AlreadyApplied, int Retries);
