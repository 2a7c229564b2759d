using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>An open data file that several morsels read; closed when the last of them and its opener have let go.</summary>
internal sealed class SharedFile
{
    private readonly BoundExpression? _boundFilter;
    private int _holders = 1;

    private SharedFile(ParquetFile parquet, ScanRequest request, FileColumns columns)
    {
        Parquet = parquet;
        Projection = new FileProjection(request.Columns, columns);
        Filter = request.BoundFilter is { } filter ? columns.Translate(filter.Expression) : null;
        _boundFilter = Filter?.Bind(parquet.Schema);
    }

    public ParquetFile Parquet { get; }

    /// <summary>How its columns become those of the table.</summary>
    public FileProjection Projection { get; }

    /// <summary>Which rows, said over the columns of the file; null for all.</summary>
    public Expression? Filter { get; }

    /// <exception cref="DataFileMissingException">The store does not have the file.</exception>
    public static async Task<SharedFile> OpenAsync(IObjectStore store, string tablePath, ScanRequest request, LiveFile file, CancellationToken cancellationToken)
    {
        var path = DeltaPath.Resolve(tablePath, file.Add.Path);
        var parquet = await OpenAsync(store, tablePath, path, request.Snapshot.Version, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SharedFile(parquet, request, new FileColumns(request.Snapshot.Schema, file.Add, parquet.Schema, path));
        }
        catch
        {
            await parquet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether a row group may hold rows that pass the filter.</summary>
    public bool MayHaveRows(ParquetRowGroup rowGroup) => _boundFilter is null || _boundFilter.MayBeTrue(name => rowGroup.Statistics.GetValueOrDefault(name));

    public SharedFile Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public ValueTask LetGoAsync() => Interlocked.Decrement(ref _holders) == 0 ? Parquet.DisposeAsync() : ValueTask.CompletedTask;

    private static async Task<ParquetFile> OpenAsync(IObjectStore store, string tablePath, string path, long version, CancellationToken cancellationToken)
    {
        try
        {
            return await ParquetFile.OpenAsync(store, path, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException exception)
        {
            throw new DataFileMissingException(tablePath, path, version, exception);
        }
    }
}
