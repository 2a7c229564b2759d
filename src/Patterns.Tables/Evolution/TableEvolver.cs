using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Metrics;
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

        RequireMetrics(snapshot, evolving);
        var draft = new EvolutionDraft(table, snapshot, evolving, evolution.Steps);
        if (!draft.HasChanges)
        {
            return snapshot;
        }

        await draft.ValidateAsync(snapshot, cancellationToken).ConfigureAwait(false);
        return await _committer.CommitAsync(snapshot, draft, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Metrics name columns; one that had an answer has to have one afterwards.</summary>
    private void RequireMetrics(Snapshot before, EvolvingTable evolving)
    {
        var old = TableMetrics.Of(before, table.Path);
        var now = new TableMetrics(evolving.Metadata.Configuration, evolving.Schema, table.Path, before.Version + 1);
        foreach (var name in now.Names.Where(name => Problem(old, name) is null))
        {
            if (Problem(now, name) is { } problem)
            {
                throw new EvolutionRefusedException(
                    table.Path,
                    "change columns that a metric uses",
                    $"metric '{name}' would have no answer any more: {problem}",
                    "Define the metric anew without that column, or add the new column first and drop the old one once the metric uses it.");
            }
        }
    }

    private static string? Problem(TableMetrics metrics, string name)
    {
        try
        {
            _ = metrics.Resolve(name);
            return null;
        }
        catch (Exception exception) when (exception is PatternsException or ArgumentException)
        {
            return exception.Message;
        }
    }
}
