using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>Runs a fold over a scan on several threads.</summary>
internal static class ParallelScan
{
    public static async Task RunAsync<TPart>(ScanPipeline pipeline, ScanFold<TPart> fold, ScanThreads threads, CancellationToken cancellationToken)
        where TPart : IDisposable
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = new MorselQueue(pipeline.Scan.Table, pipeline.Scan.ToRequest(), threads.Profile?.Scans);
        await using (queue.ConfigureAwait(false))
        {
            var worker = new ScanWorker<TPart>(queue, pipeline, fold, threads.Profile?.Of(pipeline.Scan));
            var workers = Enumerable.Range(0, threads.Count).Select(_ => Task.Run(() => worker.WorkAsync(stop), CancellationToken.None));
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
    }
}
