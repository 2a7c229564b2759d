using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Reading;

/// <summary>An open data file that several morsels read; closed when the last of them and its opener have let go.</summary>
internal sealed class SharedFile
{
    private readonly ScanRequest _request;
    private readonly FileProjection _projection;
    private readonly DeletedRows? _deleted;
    private readonly Expression? _fileFilter;
    private readonly BoundExpression? _boundFileFilter;
    private readonly BoundExpression? _tableFilter;
    private int _holders = 1;

    private SharedFile(ParquetFile parquet, ScanRequest request, FileColumns columns, DeletedRows? deleted)
    {
        Parquet = parquet;
        _request = request;
        _deleted = deleted;
        var translated = request.BoundFilter is { } filter ? columns.Translate(filter.Expression) : null;
        _boundFileFilter = translated?.Bind(parquet.Schema);

        // Deleted rows are known by their position, so the file's own filter, which closes gaps, has to stay out of the way.
        _fileFilter = deleted is null ? translated : null;
        var needed = request.Columns;
        if (request.BoundFilter is { } late && _fileFilter is null)
        {
            needed = request.Snapshot.Schema.Select([.. needed.Fields.Select(static field => field.Name).Union(late.Columns)]);
            _tableFilter = late.Expression.Bind(needed);
        }

        _projection = new FileProjection(needed, columns);
    }

    public ParquetFile Parquet { get; }

    /// <exception cref="DataFileMissingException">The store does not have the file.</exception>
    public static async Task<SharedFile> OpenAsync(TableContext table, ScanRequest request, LiveFile file, ScanMeasure? measure, CancellationToken cancellationToken)
    {
        var path = DeltaPath.Resolve(table.Path, file.Add.Path);
        var parquet = await OpenAsync(table, path, request.Snapshot.Version, measure, cancellationToken).ConfigureAwait(false);
        try
        {
            var deleted = file.Add.DeletionVector is { } vector
                ? await DeletionVectorFile.LoadAsync(table.Objects, table.Path, vector, parquet.RowCount, cancellationToken).ConfigureAwait(false)
                : null;
            return new SharedFile(parquet, request, new FileColumns(request.Snapshot.Columns, file.Add, parquet.Schema, path), deleted);
        }
        catch
        {
            await parquet.DisposeAsync().ConfigureAwait(false);
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
        var batches = Parquet.ReadRowGroupsAsync(rowGroupIndex..(rowGroupIndex + 1), _projection.FileNames, _fileFilter, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            using (batch)
            {
                var rows = Project(batch, position);
                position += batch.RowCount;
                if (rows.RowCount > 0)
                {
                    yield return rows;
                }
                else
                {
                    rows.Dispose();
                }
            }
        }
    }

    public SharedFile Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public ValueTask LetGoAsync() => Interlocked.Decrement(ref _holders) == 0 ? Parquet.DisposeAsync() : ValueTask.CompletedTask;

    private ColumnBatch Project(ColumnBatch batch, long firstRow)
    {
        if (_deleted?.Survivors(firstRow, batch.RowCount) is { } survivors)
        {
            using var alive = batch.Take(survivors);
            return Project(alive);
        }

        return Project(batch);
    }

    private ColumnBatch Project(ColumnBatch batch)
    {
        if (_tableFilter is null)
        {
            return _projection.Apply(batch);
        }

        using var projected = _projection.Apply(batch);
        using var passing = _tableFilter.Filter(projected);
        return passing.Select([.. _request.Columns.Fields.Select(static field => field.Name)]);
    }

    private static async Task<ParquetFile> OpenAsync(TableContext table, string path, long version, ScanMeasure? measure, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await table.Objects.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
            measure?.FileOpened();
            return await ParquetFile.OpenAsync(measure is null ? reader : new MeasuredReader(reader, measure), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException exception)
        {
            throw new DataFileMissingException(table.Path, path, version, exception);
        }
    }
}
