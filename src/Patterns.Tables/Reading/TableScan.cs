using System.Runtime.CompilerServices;
using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Reads the rows of a scan in order.</summary>
internal static class TableScan
{
    /// <summary>The rows that pass the filter, in the order of files and row groups. The caller disposes the batches.</summary>
    public static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        TableContext table, ScanRequest request, ScanMeasure? measure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var queue = new MorselQueue(table, request, measure);
        await using (queue.ConfigureAwait(false))
        {
            while (await queue.TakePartAsync(cancellationToken).ConfigureAwait(false) is { } part)
            {
                await using (part.ConfigureAwait(false))
                {
                    await foreach (var batch in part.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        yield return batch;
                    }
                }
            }
        }
    }
}
