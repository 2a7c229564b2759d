using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>An open data file that several morsels read; closed when the last of them and its opener have let go.</summary>
internal sealed class SharedFile
{
    private int _holders = 1;

    private SharedFile(LiveFile file, string path, ParquetFile parquet, FileProjection projection)
    {
        File = file;
        Path = path;
        Parquet = parquet;
        Projection = projection;
    }

    /// <summary>The file in the log.</summary>
    public LiveFile File { get; }

    /// <summary>Path of the file in the store.</summary>
    public string Path { get; }

    public ParquetFile Parquet { get; }

    /// <summary>How its columns become those of the table.</summary>
    public FileProjection Projection { get; }

    /// <exception cref="DataFileMissingException">The store does not have the file.</exception>
    public static async Task<SharedFile> OpenAsync(IObjectStore store, string tablePath, ScanRequest request, LiveFile file, CancellationToken cancellationToken)
    {
        var path = DeltaPath.Resolve(tablePath, file.Add.Path);
        try
        {
            var parquet = await ParquetFile.OpenAsync(store, path, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new SharedFile(file, path, parquet, FileProjection.Create(request.Read, file.Add, parquet.Schema, path));
        }
        catch (ObjectNotFoundException exception)
        {
            throw new DataFileMissingException(tablePath, path, request.Snapshot.Version, exception);
        }
    }

    public SharedFile Hold()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    public ValueTask LetGoAsync() => Interlocked.Decrement(ref _holders) == 0 ? Parquet.DisposeAsync() : ValueTask.CompletedTask;
}
