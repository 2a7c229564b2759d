using System.Globalization;
using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Maintenance;

/// <summary>Writes the rows of small files, or of all files in another order, into new files. Safe for use by several threads.</summary>
internal sealed class TableOptimizer(TableContext table)
{
    private const string Operation = "OPTIMIZE";

    /// <summary>A file is closed only between writes, so that large batches are written bit by bit.</summary>
    private const int RowsPerWrite = 1_024;

    private readonly TableCommitter _committer = new(table);

    /// <summary>Rearranges data files, one partition after the other, and commits all of it at once.</summary>
    /// <exception cref="CommitConflictException">Another writer changed rows of these files, or columns or rules, meanwhile.</exception>
    public async Task<(OptimizeResult Result, Snapshot Snapshot)> OptimizeAsync(Snapshot snapshot, OptimizeOptions options, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        var order = RowArrangement.Of(snapshot, options);
        var target = AppendTarget.Of(table, snapshot, options.TargetFileBytes);
        var removed = new List<LiveFile>();
        long rowCount = 0;
        var writer = new PartitionedWriter(table);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var files in FileSelection.Of(snapshot, target.Files.TargetFileBytes, takesAll: order is not null))
            {
                var request = new ScanRequest(snapshot, null, null) { Files = files };
                await foreach (var batch in RowsAsync(request, order, options, cancellationToken).ConfigureAwait(false))
                {
                    using (batch)
                    {
                        rowCount += batch.RowCount;
                        await WriteAsync(writer, target, batch, cancellationToken).ConfigureAwait(false);
                    }
                }

                await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
                removed.AddRange(files);
            }

            var pending = Pending(snapshot, removed, writer.Completed, rowCount, options);
            return removed.Count == 0
                ? (Describe(pending, snapshot.Version), snapshot)
                : await CommitAsync(snapshot, writer, pending, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(PartitionedWriter writer, AppendTarget target, ColumnBatch batch, CancellationToken cancellationToken)
    {
        for (var start = 0; start < batch.RowCount; start += RowsPerWrite)
        {
            using var rows = batch.Slice(start, Math.Min(RowsPerWrite, batch.RowCount - start));
            await writer.WriteAsync(target, rows, cancellationToken).ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<ColumnBatch> RowsAsync(ScanRequest request, RowArrangement? order, OptimizeOptions options, CancellationToken cancellationToken)
        => order is null
            ? TableScan.ReadAsync(table, request, null, cancellationToken)
            : order.ArrangeAsync(table, request, options.MemoryLimit, cancellationToken);

    private static OptimizeResult Describe(PendingCommit pending, long version) => new()
    {
        Version = version,
        FilesRemoved = pending.Removes.Count,
        FilesAdded = pending.Adds.Count,
        BytesRemoved = pending.Removes.Sum(static remove => remove.Size ?? 0),
        BytesAdded = pending.ByteCount,
        RowCount = pending.RowCount,
    };

    private static PendingCommit Pending(Snapshot snapshot, List<LiveFile> removed, IReadOnlyList<AddFile> added, long rowCount, OptimizeOptions options) => new()
    {
        Operation = Operation,
        Parameters = new Dictionary<string, string>
        {
            ["predicate"] = "[]",
            ["clusterBy"] = PendingCommit.PartitionList(options.ClusterBy ?? []),
            ["zOrderBy"] = PendingCommit.PartitionList(options.ZOrderBy ?? []),
        },
        Metrics = new Dictionary<string, string>
        {
            ["numAddedFiles"] = added.Count.ToString(CultureInfo.InvariantCulture),
            ["numAddedBytes"] = added.Sum(static add => add.Size).ToString(CultureInfo.InvariantCulture),
            ["numRemovedFiles"] = removed.Count.ToString(CultureInfo.InvariantCulture),
            ["numRemovedBytes"] = removed.Sum(static file => file.Add.Size).ToString(CultureInfo.InvariantCulture),
        },
        ReadVersion = snapshot.Version,
        RowCount = rowCount,
        Adds = [.. added.Select(static add => add with { DataChange = false })],
        Removes = [.. removed.Select(static file => RemoveFile.Of(file.Add, dataChange: false))],
    };

    private async Task<(OptimizeResult Result, Snapshot Snapshot)> CommitAsync(
        Snapshot snapshot, PartitionedWriter writer, PendingCommit pending, CancellationToken cancellationToken)
    {
        var outcome = await _committer.CommitAsync(snapshot, pending, writer.Keep, writer.Discard, cancellationToken).ConfigureAwait(false);
        return (Describe(pending, outcome.Snapshot.Version), outcome.Snapshot);
    }
}
