using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>Runs a fold over a scan on several threads.</summary>
internal static class ParallelScan
{
    public static async Task RunAsync<TPart>(ScanPipeline pipeline, ScanFold<TPart> fold, CancellationToken cancellationToken)
        where TPart : IDisposable
    {
        var table = pipeline.Scan.Table;
        var threads = table.Options.QueryThreads == 0 ? Environment.ProcessorCount : table.Options.QueryThreads;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = new MorselQueue(table.Objects, table.Path, pipeline.Scan.ToRequest());
        await using (queue.ConfigureAwait(false))
        {
            var workers = Enumerable.Range(0, threads).Select(_ => Task.Run(() => WorkAsync(queue, pipeline, fold, stop), CancellationToken.None));
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
    }

    private static async Task WorkAsync<TPart>(MorselQueue queue, ScanPipeline pipeline, ScanFold<TPart> fold, CancellationTokenSource stop)
        where TPart : IDisposable
    {
        try
        {
            while (await queue.TakePartAsync(stop.Token).ConfigureAwait(false) is { } morsels)
            {
                await using (morsels.ConfigureAwait(false))
                {
                    fold.Complete(morsels.Index, await FoldAsync(morsels, pipeline, fold, stop.Token).ConfigureAwait(false));
                }
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<TPart> FoldAsync<TPart>(MorselPart morsels, ScanPipeline pipeline, ScanFold<TPart> fold, CancellationToken cancellationToken)
        where TPart : IDisposable
    {
        var part = fold.Begin(morsels.Index);
        try
        {
            await foreach (var batch in morsels.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                using var rows = pipeline.Run(batch);
                if (rows is not null)
                {
                    fold.Add(part, rows);
                }
            }

            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }
}
