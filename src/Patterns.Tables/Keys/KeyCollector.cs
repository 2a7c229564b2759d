using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Keys;

/// <summary>
/// The keys of the rows that are brought into a table. Keys beyond a limit are set aside in temporary files, so that memory does not grow with the
/// number of rows; they can be gone through again and again. Disposal deletes the files. Not safe for use by several threads.
/// </summary>
/// <param name="key">The key of the table.</param>
/// <param name="table">The columns of the table.</param>
/// <param name="memoryLimit">Bytes that keys may take in memory.</param>
internal sealed class KeyCollector(TableKey key, Schema table, long memoryLimit) : IAsyncDisposable
{
    /// <summary>What the index of a key takes beside the key, about.</summary>
    private const int IndexBytesPerKey = 48;

    private readonly Schema _schema = KeyChunk.SchemaOf(key);
    private readonly List<string> _setAside = [];
    private readonly List<IReadOnlyDictionary<string, ColumnStatistics>> _bounds = [];
    private readonly List<ColumnBatch> _collected = [];
    private long _bytes;
    private KeyChunk? _only;

    public TableKey Key => key;

    /// <summary>Where keys are set aside; null while all of them are in memory.</summary>
    public string? Folder { get; private set; }

    /// <summary>Rows whose keys were collected.</summary>
    public long RowCount { get; private set; }

    /// <summary>Takes the keys of rows.</summary>
    /// <param name="batch">Rows in the columns of the table; stays the caller's.</param>
    /// <param name="rowsBefore">Rows of the same input before these.</param>
    /// <param name="cancellationToken">Ends the setting aside.</param>
    public async ValueTask AddAsync(ColumnBatch batch, long rowsBefore, CancellationToken cancellationToken)
    {
        using var numbers = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        Number(numbers.AppendUninitialized(batch.RowCount), rowsBefore);
        Column[] keys = [.. key.Columns.Select(column => batch.Column(column).Share())];
        RowCount += batch.RowCount;
        _bytes += keys.Sum(SizeOf) + ((long)IndexBytesPerKey * batch.RowCount);
        _collected.Add(new ColumnBatch(_schema, batch.RowCount, [.. keys, numbers.Build()]));
        if (_bytes > memoryLimit)
        {
            await SetAsideAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The keys, part by part. Each part is valid until the next one.</summary>
    public async IAsyncEnumerable<KeyChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var index = 0; index < PartCount; index++)
        {
            if (index == _setAside.Count)
            {
                yield return _only ??= KeyChunk.Build(key, table, _collected);
                continue;
            }

            var batches = await LoadAsync(index, cancellationToken).ConfigureAwait(false);
            using var chunk = KeyChunk.Build(key, table, batches);
            batches.ForEach(static batch => batch.Dispose());
            yield return chunk;
        }
    }

    /// <summary>The keys behind a part that may be in it too, as batches of <see cref="KeyChunk.SchemaOf"/>.</summary>
    /// <param name="part">0-based part.</param>
    /// <param name="chunk">The keys of the part.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ColumnBatch> ReadBehindAsync(int part, KeyChunk chunk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var index = part + 1; index < PartCount; index++)
        {
            if (index < _bounds.Count && !chunk.Condition.MayBeTrue(_bounds[index].GetValueOrDefault))
            {
                continue;
            }

            var batches = index == _setAside.Count ? _collected : await LoadAsync(index, cancellationToken).ConfigureAwait(false);
            foreach (var batch in batches)
            {
                yield return batch;
            }

            if (batches != _collected)
            {
                batches.ForEach(static batch => batch.Dispose());
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _only?.Dispose();
        _collected.ForEach(static batch => batch.Dispose());
        _collected.Clear();
        if (Folder is not null)
        {
            Directory.Delete(Folder, recursive: true);
            Folder = null;
        }

        return ValueTask.CompletedTask;
    }

    private int PartCount => _setAside.Count + (_collected.Count > 0 ? 1 : 0);

    private static void Number(Span<long> numbers, long rowsBefore)
    {
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = rowsBefore + row + 1;
        }
    }

    private static long SizeOf(Column column)
    {
        if (column is not BinaryColumn texts)
        {
            return 8L * column.Length;
        }

        var bytes = 4L * column.Length;
        for (var row = 0; row < column.Length; row++)
        {
            bytes += texts.GetBytes(row).Length;
        }

        return bytes;
    }

    private async Task SetAsideAsync(CancellationToken cancellationToken)
    {
        _bounds.Add(KeyBounds.Of(key, _collected));
        Folder ??= Directory.CreateTempSubdirectory("patterns-keys-").FullName;
        var path = Path.Join(Folder, FormattableString.Invariant($"{_setAside.Count}.parquet"));
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16, FileOptions.Asynchronous);
        await using (stream.ConfigureAwait(false))
        {
            var writer = ParquetWriter.Create(stream, _schema, new ParquetWriterOptions { Compression = Compression.Uncompressed });
            await using (writer.ConfigureAwait(false))
            {
                foreach (var batch in _collected)
                {
                    await writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    batch.Dispose();
                }

                _collected.Clear();
                _bytes = 0;
                await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        _setAside.Add(path);
    }

    private async Task<List<ColumnBatch>> LoadAsync(int part, CancellationToken cancellationToken)
    {
        var file = await ParquetFile.OpenAsync(new FileObjectStore(Folder!), Path.GetFileName(_setAside[part]), cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var batches = new List<ColumnBatch>();
            await foreach (var batch in file.ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                using (batch)
                {
                    batches.Add(new ColumnBatch(_schema, batch.RowCount, [.. batch.Columns.Select(static column => column.Share())]));
                }
            }

            return batches;
        }
    }
}
