using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Reading.Cache;

namespace Patterns.Tables.Reading;

/// <summary>An open data file that several morsels read; closed when the last of them and its opener have let go.</summary>
internal sealed class SharedFile
{
    private readonly TableContext _table;
    private readonly (string Path, long Bytes) _name;
    private readonly ScanMeasure? _measure;
    private readonly DeletedRows? _deleted;
    private readonly Expression? _fileFilter;
    private readonly BoundExpression? _boundFileFilter;
    private readonly Lazy<RowProjection> _read;
    private readonly RowProjection _cached;
    private int _holders = 1;

    private SharedFile(TableContext table, OpenedFile opened, ScanRequest request, ScanMeasure? measure)
    {
        Parquet = opened.Parquet;
        _table = table;
        _name = opened.Name;
        _measure = measure;
        _deleted = opened.Deleted;
        var columns = opened.Columns;
        var translated = request.BoundFilter is { } filter ? columns.Translate(filter.Expression) : null;
        _boundFileFilter = translated?.Bind(Parquet.Schema);

        // Deleted rows are known by their position, so the file's own filter, which closes gaps, has to stay out of the way.
        _fileFilter = _deleted is null ? translated : null;
        _cached = new RowProjection(request, request.BoundFilter, columns);
        _read = new Lazy<RowProjection>(() => _fileFilter is null ? _cached : new RowProjection(request, null, columns));
    }

    public ParquetFile Parquet { get; }

    /// <exception cref="DataFileMissingException">The store does not have the file.</exception>
    public static async Task<SharedFile> OpenAsync(TableContext table, ScanRequest request, LiveFile file, ScanMeasure? measure, CancellationToken cancellationToken)
    {
        var opened = await OpenedFile.OpenAsync(table, request.Snapshot, file, measure, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SharedFile(table, opened, request, measure);
        }
        catch
        {
            await opened.Parquet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether a row group may hold rows that pass the filter.</summary>
    public bool MayHaveRows(ParquetRowGroup rowGroup) => _boundFileFilter is null || _boundFileFilter.MayBeTrue(name => rowGroup.Statistics.GetValueOrDefault(name));

    /// <summary>Reads the rows of a row group that count and pass the filter, in the columns wanted.</summary>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync(int rowGroupIndex, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = Parquet.RowGroups.Take(rowGroupIndex).Sum(static rowGroup => rowGroup.RowCount);
        using var cached = await TryLoadAsync(rowGroupIndex, cancellationToken).ConfigureAwait(false);
        if (cached is not null)
        {
            _measure?.ReadFromCache(cached.ByteCount);
            foreach (var (firstRow, batch) in cached.Read(_boundFileFilter))
            {
                if (Project(batch, position + firstRow, _cached) is { } rows)
                {
                    yield return rows;
                }
            }

            yield break;
        }

        var batches = Parquet.ReadRowGroupsAsync(rowGroupIndex..(rowGroupIndex + 1), _read.Value.FileNames, _fileFilter, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            var firstRow = position;
            position += batch.RowCount;
            if (Project(batch, firstRow, _read.Value) is { } rows)
            {
                yield return rows;
            }
        }
    }

    public SharedFile Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public ValueTask LetGoAsync() => Interlocked.Decrement(ref _holders) == 0 ? Parquet.DisposeAsync() : ValueTask.CompletedTask;

    private Task<CachedRowGroup?> TryLoadAsync(int rowGroupIndex, CancellationToken cancellationToken)
        => _table.Cache.Columns.IsEnabled
            ? CachedRowGroup.TryLoadAsync(_table.Cache.Columns, Parquet, _name, rowGroupIndex, _cached.FileNames, cancellationToken)
            : Task.FromResult<CachedRowGroup?>(null);

    /// <summary>The rows of a batch that count, in the columns wanted, or null when there are none. Disposes the batch.</summary>
    private ColumnBatch? Project(ColumnBatch batch, long firstRow, RowProjection projection)
    {
        using (batch)
        {
            using var alive = _deleted?.Survivors(firstRow, batch.RowCount) is { } survivors ? batch.Take(survivors) : null;
            var rows = projection.Apply(alive ?? batch);
            if (rows.RowCount > 0)
            {
                return rows;
            }

            rows.Dispose();
            return null;
        }
    }
}
