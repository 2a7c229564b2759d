using Patterns.Columnar;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>
/// Writes rows to data files, one file after the other for each partition. Disposal deletes every file unless <see cref="Keep"/> was called. Not
/// thread safe.
/// </summary>
internal sealed class PartitionedWriter(TableContext table) : IAsyncDisposable
{
    private const int MaxOpenFiles = 32;

    private readonly Dictionary<PartitionKey, DataFileWriter> _writers = [];
    private readonly LinkedList<DataFileWriter> _recent = [];
    private readonly List<AddFile> _before = [];
    private AppendTarget? _target;
    private bool _isKept;

    /// <summary>Bytes written so far.</summary>
    public long ByteCount => _before.Sum(static add => add.Size) + _writers.Values.Sum(static writer => writer.ByteCount);

    /// <summary>Files started so far.</summary>
    public int FileCount => _before.Count + _writers.Values.Sum(static writer => writer.FileCount);

    /// <summary>The files that are whole. Nobody knows them until they are committed.</summary>
    public IReadOnlyList<AddFile> Completed => [.. _before, .. _writers.Values.SelectMany(static writer => writer.Completed)];

    /// <summary>Writes rows.</summary>
    /// <param name="target">How they are stored. Before it changes the files have to be completed.</param>
    /// <param name="batch">Rows in the columns of the table; stays the caller's.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(AppendTarget target, ColumnBatch batch, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(target, _target))
        {
            SetAside();
            _target = target;
        }

        foreach (var (key, rows) in target.Splitter.Split(batch))
        {
            using (rows)
            {
                var writer = await WriterForAsync(target, key, cancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(rows, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes the files whole that are being written.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var writer in _writers.Values)
        {
            await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves the files where they are when the writer is disposed: a commit names them, or may do so.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Takes <see cref="Keep"/> back: it is certain that no commit names the files.</summary>
    public void Discard() => _isKept = false;

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers.Values)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        SetAside();
        foreach (var add in _isKept ? [] : _before)
        {
            await OrphanFiles.DeleteAsync(table, DeltaPath.Resolve(table.Path, add.Path)).ConfigureAwait(false);
        }

        _before.Clear();
    }

    private void SetAside()
    {
        _before.AddRange(_writers.Values.SelectMany(static writer => writer.Completed));
        _writers.Clear();
        _recent.Clear();
    }

    /// <summary>The writer of a partition. Of many partitions only the last ones keep a file open, so that memory stays bounded.</summary>
    private async ValueTask<DataFileWriter> WriterForAsync(AppendTarget target, PartitionKey key, CancellationToken cancellationToken)
    {
        if (!_writers.TryGetValue(key, out var writer))
        {
            writer = new DataFileWriter(target.Files, key);
            _writers.Add(key, writer);
        }

        _recent.Remove(writer);
        _recent.AddLast(writer);
        if (_recent.Count > MaxOpenFiles)
        {
            var oldest = _recent.First!.Value;
            _recent.RemoveFirst();
            await oldest.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return writer;
    }
}
