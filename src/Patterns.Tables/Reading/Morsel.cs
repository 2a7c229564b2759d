using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Rows that one thread reads at a time: a row group of a data file. Read once, then disposed.</summary>
internal sealed class Morsel(SharedFile file, int rowGroupIndex) : IAsyncDisposable
{
    private readonly SharedFile _file = file.Hold();

    /// <summary>Reads the rows that pass the filter, in the columns wanted.</summary>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    public IAsyncEnumerable<ColumnBatch> ReadAsync(CancellationToken cancellationToken) => _file.ReadAsync(rowGroupIndex, cancellationToken);

    public ValueTask DisposeAsync() => _file.LetGoAsync();
}
