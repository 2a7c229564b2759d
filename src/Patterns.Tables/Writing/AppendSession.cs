using Microsoft.Extensions.Logging;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Keys;

namespace Patterns.Tables.Writing;

/// <summary>
/// The rows of one append on their way into data files: checked against the rules, split by partition, written. Once a row was rejected nothing
/// more is written, and the rest is only checked and counted. Disposal deletes every file unless <see cref="Keep"/> was called. Not thread safe.
/// </summary>
internal sealed class AppendSession(
    DataFileContext files, RowRules rules, PartitionSplitter splitter, RejectionLog rejections, ILogger logger) : IAsyncDisposable
{
    private const int MaxOpenFiles = 32;

    private readonly Dictionary<PartitionKey, DataFileWriter> _writers = [];
    private readonly LinkedList<DataFileWriter> _recent = [];
    private bool _isKept;

    /// <summary>Collects the keys of the rows, which disposal disposes; null when the table has no key.</summary>
    public KeyCollector? Keys { get; init; }

    /// <summary>The broken rules so far.</summary>
    public RejectionLog Rejections => rejections;

    /// <summary>Rows seen so far, rejected ones included.</summary>
    public long RowCount { get; private set; }

    public AppendProgress Progress
        => new(RowCount, _writers.Values.Sum(static writer => writer.ByteCount), _writers.Values.Sum(static writer => writer.FileCount));

    /// <summary>Takes rows.</summary>
    /// <param name="batch">Rows in the columns of the table; stays the caller's.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        rules.Check(batch, RowCount, rejections);
        RowCount += batch.RowCount;
        if (!rejections.IsEmpty || batch.RowCount == 0)
        {
            return;
        }

        if (Keys is not null)
        {
            await Keys.AddAsync(batch, RowCount - batch.RowCount, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (key, rows) in splitter.Split(batch))
        {
            using (rows)
            {
                var writer = await WriterForAsync(key, cancellationToken).ConfigureAwait(false);
                await writer.WriteAsync(rows, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Notes a row that could not even be turned into columns.</summary>
    public void Reject(RowBindingException error)
    {
        RowCount++;
        rejections.Count(1);
        rejections.Add(new RejectedRow(RowCount, "TYPE", error.Column, null, error.Reason));
    }

    /// <summary>Makes the last files whole.</summary>
    /// <returns>All files, to be committed together.</returns>
    /// <exception cref="RowsRejectedException">A row breaks a rule.</exception>
    public async Task<IReadOnlyList<AddFile>> CompleteAsync(CancellationToken cancellationToken)
    {
        if (!rejections.IsEmpty)
        {
            Log.RowsRejected(logger, files.TablePath, rejections.RejectedRowCount, RowCount);
            throw new RowsRejectedException(files.TablePath, RowCount, rejections.RejectedRowCount, rejections.Rejections);
        }

        foreach (var writer in _writers.Values)
        {
            await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return [.. _writers.Values.SelectMany(static writer => writer.Completed)];
    }

    /// <summary>Leaves the files where they are when the session is disposed: a commit names them, or may do so.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Takes <see cref="Keep"/> back: it is certain that no commit names the files.</summary>
    public void Discard() => _isKept = false;

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers.Values)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            foreach (var add in writer.Completed)
            {
                await DeleteUnlessKeptAsync(DeltaPath.Resolve(files.TablePath, add.Path)).ConfigureAwait(false);
            }
        }

        _writers.Clear();
        if (Keys is not null)
        {
            await Keys.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The writer of a partition. Of many partitions only the last ones keep a file open, so that memory stays bounded.</summary>
    private async ValueTask<DataFileWriter> WriterForAsync(PartitionKey key, CancellationToken cancellationToken)
    {
        if (!_writers.TryGetValue(key, out var writer))
        {
            writer = new DataFileWriter(files, key);
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

    private async Task DeleteUnlessKeptAsync(string path)
    {
        if (_isKept)
        {
            return;
        }

        try
        {
            await files.Store.DeleteAsync(path).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PatternsException or IOException)
        {
            Log.OrphanLeft(logger, path, exception);
        }
    }
}
