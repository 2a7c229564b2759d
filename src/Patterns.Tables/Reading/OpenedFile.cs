using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Reading;

/// <summary>A data file that is open, and what was found out about it. Whoever opened it disposes the file.</summary>
/// <param name="Parquet">The file.</param>
/// <param name="Name">Path and size.</param>
/// <param name="Columns">What the columns of the table are in it.</param>
/// <param name="Deleted">Its rows that do not count; null when all do.</param>
internal sealed record OpenedFile(ParquetFile Parquet, (string Path, long Bytes) Name, FileColumns Columns, DeletedRows? Deleted)
{
    /// <summary>Opens a file. One whose footer is known is opened when its first page has to be read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">The version that is read.</param>
    /// <param name="file">A file of it.</param>
    /// <param name="measure">Where it is counted what is read; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="DataFileMissingException">The store does not have the file.</exception>
    public static async Task<OpenedFile> OpenAsync(TableContext table, Snapshot snapshot, LiveFile file, ScanMeasure? measure, CancellationToken cancellationToken)
    {
        var name = (Path: DeltaPath.Resolve(table.Path, file.Add.Path), Bytes: file.Add.Size);
        var parquet = await table.Cache.Files.OpenAsync(name, token => OpenAsync(table, name.Path, snapshot.Version, token), measure, cancellationToken).ConfigureAwait(false);
        try
        {
            var deleted = file.Add.DeletionVector is { } vector
                ? await DeletionVectorFile.LoadAsync(table.Objects, table.Path, vector, parquet.RowCount, cancellationToken).ConfigureAwait(false)
                : null;
            return new OpenedFile(parquet, name, new FileColumns(snapshot.Columns, file.Add, parquet.Schema, name.Path), deleted);
        }
        catch
        {
            await parquet.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<IObjectReader> OpenAsync(TableContext table, string path, long version, CancellationToken cancellationToken)
    {
        try
        {
            return await table.Objects.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException exception)
        {
            throw new DataFileMissingException(table.Path, path, version, exception);
        }
    }
}
