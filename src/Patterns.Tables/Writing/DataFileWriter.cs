using Patterns.Columnar;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>Writes the rows of one partition to data files, one after the other, each about as large as asked for. Not thread safe.</summary>
internal sealed class DataFileWriter(DataFileContext context, PartitionKey partition) : IAsyncDisposable
{
    private readonly List<AddFile> _completed = [];
    private OpenDataFile? _current;

    /// <summary>Bytes written so far.</summary>
    public long ByteCount => _completed.Sum(static add => add.Size) + (_current?.ByteCount ?? 0);

    /// <summary>Files started so far.</summary>
    public int FileCount => _completed.Count + (_current is null ? 0 : 1);

    /// <summary>The files that are whole. Nobody knows them until they are committed.</summary>
    public IReadOnlyList<AddFile> Completed => _completed;

    /// <summary>Writes rows.</summary>
    /// <param name="batch">Columns of the data files; stays the caller's.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        _current ??= await OpenDataFile.CreateAsync(context, partition, cancellationToken).ConfigureAwait(false);
        await _current.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        if (_current.EstimatedByteCount >= context.TargetFileBytes)
        {
            await CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the last file whole.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_current is { } file)
        {
            _completed.Add(await file.CompleteAsync(cancellationToken).ConfigureAwait(false));
            _current = null;
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Abandons the file that is being written, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_current is { } file)
        {
            _current = null;
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }
}
