using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>Writes the state of a table as a classic checkpoint, which every reader of Delta Lake understands.</summary>
/// <remarks>Source: Delta transaction log protocol, "Checkpoints" and "Last Checkpoint File".</remarks>
internal sealed class CheckpointWriter(IObjectStore store, string tablePath)
{
    private static readonly RowBinder<CheckpointRow> Rows = new(new RowBinderOptions { Naming = ColumnNaming.CamelCase });

    /// <summary>Writes a checkpoint and then the hint that it is there. Writing one twice gives the same.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="now">Removed files whose retention has ended by then are left out.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(Snapshot snapshot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var actions = Actions(snapshot, now).ToList();
        var target = await store.CreateAsync(ObjectPath.Combine(tablePath, CheckpointName.Classic(snapshot.Version)), PutMode.Overwrite, cancellationToken).ConfigureAwait(false);
        ParquetWriteSummary summary;
        await using (target.ConfigureAwait(false))
        {
            var writer = ParquetWriter.Create(target, Rows.Schema);
            await using (writer.ConfigureAwait(false))
            {
                foreach (var batch in Rows.Write(actions))
                {
                    using (batch)
                    {
                        await writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    }
                }

                summary = await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }

            await target.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        var hint = new CheckpointHint { Version = snapshot.Version, Size = actions.Count, SizeInBytes = summary.ByteCount, NumOfAddFiles = snapshot.Files.Count };
        var json = JsonSerializer.SerializeToUtf8Bytes(hint, LogJson.Protocol.CheckpointHint);
        await store.PutAsync(ObjectPath.Combine(tablePath, CheckpointHint.Name), json, PutMode.Overwrite, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<CheckpointRow> Actions(Snapshot snapshot, DateTimeOffset now)
    {
        yield return new CheckpointRow { Protocol = snapshot.Protocol };
        yield return new CheckpointRow { MetaData = snapshot.Metadata };
        foreach (var transaction in snapshot.Transactions.Values.OrderBy(static transaction => transaction.AppId, StringComparer.Ordinal))
        {
            yield return new CheckpointRow { Txn = transaction };
        }

        foreach (var domain in snapshot.Domains.Values.Where(static domain => !domain.Removed).OrderBy(static domain => domain.Domain, StringComparer.Ordinal))
        {
            yield return new CheckpointRow { DomainMetadata = domain };
        }

        var expired = (now - snapshot.Metadata.RemovedFileRetention).ToUnixTimeMilliseconds();
        foreach (var remove in snapshot.Tombstones.Values.Where(remove => remove.DeletionTimestamp > expired).OrderBy(static remove => remove.Path, StringComparer.Ordinal))
        {
            yield return new CheckpointRow { Remove = remove with { DataChange = false } };
        }

        foreach (var file in snapshot.Files)
        {
            yield return new CheckpointRow { Add = file.Add with { DataChange = false } };
        }
    }
}
