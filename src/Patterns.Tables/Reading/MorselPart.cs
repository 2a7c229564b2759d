using System.Runtime.CompilerServices;
using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Consecutive row groups of a scan that one thread reads. Read once, then disposed.</summary>
/// <param name="index">0-based position among the parts of the scan.</param>
/// <param name="morsels">The row groups in order.</param>
internal sealed class MorselPart(int index, IReadOnlyList<Morsel> morsels) : IAsyncDisposable
{
    /// <summary>0-based position among the parts of the scan.</summary>
    public int Index { get; } = index;

    /// <summary>Reads the rows that pass the filter, in order, in batches that the caller disposes.</summary>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var morsel in morsels)
        {
            await foreach (var batch in morsel.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var morsel in morsels)
        {
            await morsel.DisposeAsync().ConfigureAwait(false);
        }
    }
}
