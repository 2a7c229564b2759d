using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>What each thread of a parallel scan does.</summary>
internal sealed class ScanWorker<TPart>(MorselQueue queue, ScanPipeline pipeline, ScanFold<TPart> fold, StepMeasure? measure)
    where TPart : IDisposable
{
    /// <summary>Works on parts that were taken for it, then takes more until there are none left or somebody stops.</summary>
    public async Task WorkAsync(IReadOnlyList<MorselPart?> taken, CancellationTokenSource stop)
    {
        try
        {
            foreach (var morsels in taken.OfType<MorselPart>())
            {
                await CompleteAsync(morsels, stop.Token).ConfigureAwait(false);
            }

            while (await queue.TakePartAsync(stop.Token).ConfigureAwait(false) is { } morsels)
            {
                await CompleteAsync(morsels, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task CompleteAsync(MorselPart morsels, CancellationToken cancellationToken)
    {
        await using (morsels.ConfigureAwait(false))
        {
            fold.Complete(morsels.Index, await FoldAsync(morsels, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<TPart> FoldAsync(MorselPart morsels, CancellationToken cancellationToken)
    {
        var part = fold.Begin(morsels.Index);
        try
        {
            var start = measure?.Begin() ?? 0;
            await foreach (var batch in morsels.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                measure?.End(start, batch.RowCount);
                using (var rows = pipeline.Run(batch))
                {
                    if (rows is not null)
                    {
                        fold.Add(part, rows);
                    }
                }

                start = measure?.Begin() ?? 0;
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
