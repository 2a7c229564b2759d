using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Evolution;

/// <summary>Changes the columns and rules of one table, in one commit. Safe for use by several threads.</summary>
internal sealed class TableEvolver(TableContext table)
{
    private readonly ExclusiveCommitter _committer = new(table);

    /// <summary>Makes the changes.</summary>
    /// <param name="snapshot">The latest state of the table.</param>
    /// <param name="evolution">The changes.</param>
    /// <param name="cancellationToken">Ends the validation of rows, and the waiting between attempts.</param>
    /// <returns>The state of the table afterwards; the same when there was nothing to change.</returns>
    public async Task<Snapshot> EvolveAsync(Snapshot snapshot, TableEvolution evolution, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        var evolving = new EvolvingTable(snapshot, table.Path, table.Commits.Chance);
        foreach (var step in evolution.Steps)
        {
            step.Apply(evolving, table.Path);
        }

        var draft = new EvolutionDraft(table, snapshot, evolving, evolution.Steps);
        if (!draft.HasChanges)
        {
            return snapshot;
        }

        await draft.ValidateAsync(snapshot, cancellationToken).ConfigureAwait(false);
        return await _committer.CommitAsync(snapshot, draft, cancellationToken).ConfigureAwait(false);
    }
}
