using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>Runs a fold over a scan on several threads.</summary>
internal static class ParallelScan
{
    public static async Task RunAsync<TPart>(ScanPipeline pipeline, ScanFold<TPart> fold, ScanThreads threads, CancellationToken cancellationToken)
        where TPart : IDisposable
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = new MorselQueue(pipeline.Scan.Table, pipeline.ToRequest(), threads.Profile?.Scans);
        await using (queue.ConfigureAwait(false))
        {
            var worker = new ScanWorker<TPart>(queue, pipeline, fold, threads.Profile?.Of(pipeline.Scan));
            var first = await queue.TakePartAsync(stop.Token).ConfigureAwait(false);
            var second = first is null ? null : await queue.TakePartAsync(stop.Token).ConfigureAwait(false);
            if (second is null || threads.Count == 1)
            {
                // What one thread has to do alone is not worth another one.
                await worker.WorkAsync([first, second], stop).ConfigureAwait(false);
                return;
            }

            var workers = Enumerable.Range(0, threads.Count)
                .Select(index => Task.Run(() => worker.WorkAsync(index == 0 ? [first] : index == 1 ? [second] : [], stop), CancellationToken.None));
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
    }
}
