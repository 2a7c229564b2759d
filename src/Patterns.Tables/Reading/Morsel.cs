using System.Runtime.CompilerServices;
using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Rows that one thread reads at a time: a row group of a data file. Read once, then disposed.</summary>
internal sealed class Morsel(SharedFile file, int rowGroupIndex) : IAsyncDisposable
{
    private readonly SharedFile _file = file.Hold();

    /// <summary>Reads the rows that pass the filter, in the columns wanted.</summary>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = _file.Parquet.ReadRowGroupsAsync(rowGroupIndex..(rowGroupIndex + 1), _file.Projection.FileNames, _file.Filter, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            using (batch)
            {
                yield return _file.Projection.Apply(batch);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.LetGoAsync();
}
