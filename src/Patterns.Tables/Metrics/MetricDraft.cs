using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Metrics;

/// <summary>A change of one metric that is ready to be committed, on top of whatever leaves that metric alone.</summary>
/// <param name="table">The table.</param>
/// <param name="read">The state that the change is based on.</param>
/// <param name="name">Name of the metric.</param>
/// <param name="metric">The metric from now on; null to drop it.</param>
internal sealed class MetricDraft(TableContext table, Snapshot read, string name, StoredMetric? metric) : CommitDraft
{
    public override string Operation => metric is null ? "UNSET TBLPROPERTIES" : "SET TBLPROPERTIES";

    /// <summary>The metrics after the change, all of which can still be computed.</summary>
    /// <exception cref="MetricNotFoundException">There is no metric to drop.</exception>
    /// <exception cref="MetricReferenceException">It, or a metric that is derived from it, cannot be derived.</exception>
    /// <exception cref="MetricDefinitionException">It does not fit the columns.</exception>
    public TableMetrics Apply(Snapshot snapshot)
    {
        var before = TableMetrics.Of(snapshot, table.Path);
        if (metric is null && before.Find(name) is null)
        {
            throw new MetricNotFoundException(table.Path, snapshot.Version, name, before.Names);
        }

        var derived = before.DerivedFrom(name);
        if (metric is null && derived.Count > 0)
        {
            throw new MetricReferenceException(name, $"{string.Join(", ", derived)} {(derived.Count == 1 ? "is" : "are")} derived from it. Drop or define {(derived.Count == 1 ? "it" : "them")} anew first.");
        }

        var after = before.With(name, metric?.ResolveFor(snapshot.Schema));
        foreach (var affected in after.Names.Where(other => other == name || derived.Contains(other)))
        {
            _ = after.Resolve(affected);
        }

        return after;
    }

    public override Commit ToCommit(Snapshot snapshot) => new()
    {
        Version = snapshot.Version + 1,
        Metadata = snapshot.Metadata with { Configuration = Apply(snapshot).ToConfiguration() },
        Info = new CommitInfo
        {
            OperationParameters = new Dictionary<string, string> { ["properties"] = TableMetrics.KeyOf(name) },
            IsBlindAppend = false,
            OperationMetrics = new Dictionary<string, string>(),
        },
    };

    public override Task AcceptAsync(Snapshot after, IReadOnlyList<Commit> others, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireWritable(after, table.Path);
        foreach (var other in others)
        {
            if (other.Metadata is { } metadata && TableMetrics.TextOf(metadata, name) != TableMetrics.TextOf(read.Metadata, name))
            {
                throw new CommitConflictException(
                    table.Path, read.Version, Operation, other.Version, other.Info.Operation ?? "an operation that its writer did not name", $"it changed the metric '{name}' as well");
            }
        }

        return Task.CompletedTask;
    }
}
