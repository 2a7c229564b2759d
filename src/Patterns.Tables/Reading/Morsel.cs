using System.Runtime.CompilerServices;
using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Rows that one thread reads at a time: a row group of a data file. Read once, then disposed.</summary>
internal sealed class Morsel(ScanRequest request, SharedFile file, int rowGroupIndex) : IAsyncDisposable
{
    private readonly SharedFile _file = file.Hold();

    /// <summary>Reads the rows that pass the filter, in the columns wanted.</summary>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = request.Filter?.Bind(_file.Projection.Schema);
        var batches = _file.Parquet.ReadRowGroupsAsync(rowGroupIndex..(rowGroupIndex + 1), _file.Projection.FileColumns, cancellationToken: cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            using (batch)
            {
                if (Produce(batch, filter) is { } rows)
                {
                    yield return rows;
                }
            }
        }
    }

    public ValueTask DisposeAsync() => _file.LetGoAsync();

    private ColumnBatch? Produce(ColumnBatch batch, BoundExpression? filter)
    {
        if (filter is null)
        {
            return batch.RowCount == 0 ? null : _file.Projection.Apply(batch);
        }

        using var projected = _file.Projection.Apply(batch);
        using var passing = filter.Filter(projected);
        return passing.RowCount == 0 ? null : passing.Select([.. request.Output.Fields.Select(static field => field.Name)]);
    }
}
