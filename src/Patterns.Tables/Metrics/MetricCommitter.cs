using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Metrics;

/// <summary>Changes the definition of a metric by a commit of its own. Safe for use by several threads.</summary>
internal sealed class MetricCommitter(TableContext table)
{
    private readonly Committer _committer = new(table.Log, table.Commits);

    /// <summary>Defines a metric, or defines it anew.</summary>
    /// <exception cref="MetricDefinitionException">It does not fit the columns.</exception>
    /// <exception cref="MetricReferenceException">It, or a metric that is derived from it, cannot be derived.</exception>
    public Task<(MetricChange Change, Snapshot Snapshot)> DefineAsync(Snapshot snapshot, StoredMetric metric, CancellationToken cancellationToken)
        => ChangeAsync(snapshot, metric.Name, metric, cancellationToken);

    /// <summary>Takes a metric out.</summary>
    /// <exception cref="MetricNotFoundException">There is none of that name.</exception>
    /// <exception cref="MetricReferenceException">Another metric is derived from it.</exception>
    public Task<(MetricChange Change, Snapshot Snapshot)> DropAsync(Snapshot snapshot, string name, CancellationToken cancellationToken)
        => ChangeAsync(snapshot, name, null, cancellationToken);

    private async Task<(MetricChange Change, Snapshot Snapshot)> ChangeAsync(Snapshot snapshot, string name, StoredMetric? metric, CancellationToken cancellationToken)
    {
        var read = snapshot;
        for (var retries = 0; ; retries++)
        {
            ProtocolSupport.RequireWritable(snapshot, table.Path);
            var before = TableMetrics.Of(snapshot, table.Path);
            var after = Change(before, name, metric?.ResolveFor(snapshot.Schema), snapshot.Version);
            if (TableMetrics.TextOf(snapshot.Metadata, name) == after.ToConfiguration().GetValueOrDefault(TableMetrics.KeyOf(name)))
            {
                return (Describe(before, after, name, snapshot.Version), snapshot);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var commit = ToCommit(snapshot, after, name);
            if (await _committer.TryWriteAsync(commit).ConfigureAwait(false))
            {
                var committed = Snapshot.Replay(snapshot, [commit], table.Path);
                await table.Log.CheckpointAsync(committed).ConfigureAwait(false);
                return (Describe(before, after, name, committed.Version), committed);
            }

            Log.VersionTaken(table.Logger, table.Path, commit.Version);
            if (retries + 1 >= table.Commits.MaxAttempts)
            {
                throw new CommitContentionException(table.Path, table.Commits.MaxAttempts, commit.Version);
            }

            await table.Commits.DelayAsync(retries, cancellationToken).ConfigureAwait(false);
            snapshot = await CatchUpAsync(read, snapshot, name, commit.Info.Operation!, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The metrics after the change, all of which can still be computed.</summary>
    private TableMetrics Change(TableMetrics before, string name, StoredMetric? metric, long version)
    {
        if (metric is null && before.Find(name) is null)
        {
            throw new MetricNotFoundException(table.Path, version, name, before.Names);
        }

        var derived = before.DerivedFrom(name);
        if (metric is null && derived.Count > 0)
        {
            throw new MetricReferenceException(name, $"{string.Join(", ", derived)} {(derived.Count == 1 ? "is" : "are")} derived from it. Drop or define {(derived.Count == 1 ? "it" : "them")} anew first.");
        }

        var after = before.With(name, metric);
        foreach (var affected in after.Names.Where(other => other == name || derived.Contains(other)))
        {
            _ = after.Resolve(affected);
        }

        return after;
    }

    /// <summary>What other writers did since, as long as they left this metric alone.</summary>
    private async Task<Snapshot> CatchUpAsync(Snapshot read, Snapshot snapshot, string name, string operation, CancellationToken cancellationToken)
    {
        var commits = await table.Log.ReadAfterAsync(snapshot.Version, cancellationToken).ConfigureAwait(false);
        foreach (var commit in commits)
        {
            if (commit.Metadata is { } metadata && TableMetrics.TextOf(metadata, name) != TableMetrics.TextOf(read.Metadata, name))
            {
                throw new CommitConflictException(
                    table.Path, read.Version, operation, commit.Version, commit.Info.Operation ?? "an operation that its writer did not name", $"it changed the metric '{name}' as well");
            }
        }

        return commits.Count == 0 ? snapshot : Snapshot.Replay(snapshot, commits, table.Path);
    }

    private static MetricChange Describe(TableMetrics before, TableMetrics after, string name, long version)
    {
        var first = before.Find(name) is null ? null : before.Resolve(name).Definition;
        var second = after.Find(name) is null ? null : after.Resolve(name).Definition;
        IReadOnlyList<MetricDifference> differences = first is null || second is null ? [] : first.DifferencesTo(second);
        return new MetricChange(version, first, second, differences);
    }

    private Commit ToCommit(Snapshot snapshot, TableMetrics after, string name)
    {
        var isDrop = after.Find(name) is null;
        return new Commit
        {
            Version = snapshot.Version + 1,
            Info = new CommitInfo
            {
                Timestamp = table.Commits.Time.GetUtcNow().ToUnixTimeMilliseconds(),
                Operation = isDrop ? "UNSET TBLPROPERTIES" : "SET TBLPROPERTIES",
                OperationParameters = new Dictionary<string, string> { ["properties"] = TableMetrics.KeyOf(name) },
                ReadVersion = snapshot.Version,
                IsBlindAppend = false,
                OperationMetrics = new Dictionary<string, string>(),
                EngineInfo = EngineInfo.Text,
                TxnId = table.Commits.Chance.NewId(),
            },
            Metadata = snapshot.Metadata with { Configuration = after.ToConfiguration() },
        };
    }
}
