using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>Batches of columns, each of which is disposed once its rows are taken.</summary>
internal sealed class BatchFeed(IAsyncEnumerable<ColumnBatch> batches, string tablePath) : RowFeed
{
    public override async Task FeedAsync(AppendSession session, Snapshot snapshot, Action report, CancellationToken cancellationToken)
    {
        Schema? known = null;
        BatchConformer? conformer = null;
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                if (conformer is null || !batch.Schema.Equals(known))
                {
                    known = batch.Schema;
                    conformer = BatchConformer.Create(snapshot.Schema, batch.Schema, tablePath);
                }

                using var rows = conformer.Conform(batch);
                await session.WriteAsync(rows, cancellationToken).ConfigureAwait(false);
            }

            report();
        }
    }
}
