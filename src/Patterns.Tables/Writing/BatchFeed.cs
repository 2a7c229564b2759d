using Patterns.Columnar;

namespace Patterns.Tables.Writing;

/// <summary>Batches of columns, each of which is disposed once its rows are taken.</summary>
internal sealed class BatchFeed(IAsyncEnumerable<ColumnBatch> batches) : RowFeed
{
    public override async Task FeedAsync(AppendSession session, Action report, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                await session.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            report();
        }
    }
}
