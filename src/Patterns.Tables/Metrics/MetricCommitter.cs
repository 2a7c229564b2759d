using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Metrics;

/// <summary>Changes the definition of a metric by a commit of its own. Safe for use by several threads.</summary>
internal sealed class MetricCommitter(TableContext table)
{
    private readonly ExclusiveCommitter _committer = new(table);

    /// <summary>Defines a metric, defines it anew, or takes it out.</summary>
    /// <param name="snapshot">The latest state of the table.</param>
    /// <param name="name">Name of the metric.</param>
    /// <param name="metric">The metric from now on; null to drop it.</param>
    /// <param name="cancellationToken">Ends the waiting between attempts.</param>
    /// <returns>The change, and the state of the table afterwards; the same when there was nothing to change.</returns>
    public async Task<(MetricChange Change, Snapshot Snapshot)> ChangeAsync(Snapshot snapshot, string name, StoredMetric? metric, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        var before = TableMetrics.Of(snapshot, table.Path);
        var draft = new MetricDraft(table, snapshot, name, metric);
        var after = draft.Apply(snapshot);
        if (before.TextOf(name) == after.TextOf(name))
        {
            return (Describe(before, after, name, snapshot.Version), snapshot);
        }

        var committed = await _committer.CommitAsync(snapshot, draft, cancellationToken).ConfigureAwait(false);
        return (Describe(before, TableMetrics.Of(committed, table.Path), name, committed.Version), committed);
    }

    private static MetricChange Describe(TableMetrics before, TableMetrics after, string name, long version)
    {
        var first = before.Find(name) is null ? null : before.Resolve(name).Definition;
        var second = after.Find(name) is null ? null : after.Resolve(name).Definition;
        IReadOnlyList<MetricDifference> differences = first is null || second is null ? [] : first.DifferencesTo(second);
        return new MetricChange(version, first, second, differences);
    }
}
