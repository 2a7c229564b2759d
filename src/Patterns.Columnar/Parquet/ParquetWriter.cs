using System.Globalization;
using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Thrift;
using Patterns.Columnar.Parquet.Writing;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Writes batches as a Parquet file, row group by row group, with bounded memory. The file becomes readable with <see cref="CompleteAsync"/>;
/// disposal without it leaves bytes without a footer, which nothing reads. Not safe for use by several threads at once; the columns of a row
/// group are encoded on the thread pool while the next is collected, and the stream is written in order.
/// </summary>
/// <remarks>
/// Each column of a row group is stored in the way that is smallest for its values, in data pages of version 1 with checksums, with statistics
/// of row groups and pages (column index and offset index; a column with a NaN has no column index). Decimals take 32 or 64 bits or the bytes
/// that their precision needs; timestamps are microseconds. A field's metadata under <c>parquet.field.id</c> becomes its id.
/// </remarks>
public sealed class ParquetWriter : IAsyncDisposable
{
    private static readonly byte[] Magic = "PAR1"u8.ToArray();
    private static readonly string CreatedBy = string.Create(
        CultureInfo.InvariantCulture, $"Patterns version {typeof(ParquetWriter).Assembly.GetName().Version?.ToString(3)}");

    private readonly Stream _stream;
    private readonly ParquetWriterOptions _options;
    private readonly List<SchemaElement> _elements;
    private readonly FieldShape[] _shapes;
    private readonly SortingColumn[] _sorting;
    private readonly WriterContext _context;
    private readonly FileIndexes _indexes = new();
    private readonly List<RowGroupMetadata> _rowGroups = [];
    private RowGroupWriter _collecting;
    private RowGroupWriter? _idle;
    private RowGroupWriter? _encoding;
    private Task<EncodedChunk>[] _chunks = [];
    private long _encodingByteCount;
    private long _rowCount;
    private WriterState _state;

    private ParquetWriter(Stream stream, Schema schema, ParquetWriterOptions options)
    {
        _stream = stream;
        _options = options;
        Schema = schema;
        _elements = SchemaWriter.Write(schema);
        var tree = SchemaTree.Build(_elements);
        RequireColumns(tree, options);
        _sorting = SortingColumns.Of(options.SortedBy, tree);
        _shapes = SchemaReader.Read(tree).Shapes;
        _context = new WriterContext(options);
        _collecting = new RowGroupWriter(_shapes, _context);
    }

    /// <summary>The columns of the file.</summary>
    public Schema Schema { get; }

    /// <summary>Bytes handed to the stream so far. Rows of the row group in the making, and of the one before it, are not among them.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>
    /// Bytes of the row groups that are complete: those handed to the stream, and an estimate of the one that is being encoded. Tells when a file
    /// is large enough. The same for the same rows, however long encoding takes.
    /// </summary>
    public long EstimatedByteCount
    {
        get
        {
            var rowsWritten = _rowGroups.Sum(static rowGroup => rowGroup.RowCount);
            return _encoding is null ? BytesWritten
                : rowsWritten == 0 ? BytesWritten + _encodingByteCount
                : BytesWritten + (long)((decimal)BytesWritten * _encoding.RowCount / rowsWritten);
        }
    }

    /// <summary>Starts a file.</summary>
    /// <param name="stream">Receives the bytes from its current position on; is not closed.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="options">How to write; null for the defaults. Copied.</param>
    /// <exception cref="ArgumentException">
    /// The stream cannot be written, or the options name a column that the schema does not have, or ask for an encoding that its type cannot have.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static ParquetWriter Create(Stream stream, Schema schema, ParquetWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written.", nameof(stream));
        }

        return new ParquetWriter(stream, schema, (options ?? new ParquetWriterOptions()).Validated());
    }

    /// <summary>Appends the rows of a batch, which stays the caller's.</summary>
    /// <param name="batch">Has columns of the same names and types as <see cref="Schema"/>, in the same order.</param>
    /// <param name="cancellationToken">Ends the write; the file cannot be completed then.</param>
    /// <exception cref="ArgumentException">
    /// The batch does not fit the schema or has a null in a column that allows none, in which case the writer is unchanged; or it has one inside
    /// a nested column, or a decimal with too many digits, after which the file cannot be completed.
    /// </exception>
    /// <exception cref="InvalidOperationException">The file is complete, or an earlier write failed half-way.</exception>
    public async Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RequireOpen();
        BatchCheck.Require(batch, Schema);
        _state = WriterState.Failed;
        for (var start = 0; start < batch.RowCount;)
        {
            var taken = _collecting.Append(batch, start);
            start += taken;
            if (taken == 0 || _collecting.IsFull)
            {
                await EndRowGroupAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        _rowCount += batch.RowCount;
        _state = WriterState.Open;
    }

    /// <summary>Writes what is left and the footer, and flushes the stream.</summary>
    /// <param name="cancellationToken">Ends the write; the file cannot be completed then.</param>
    /// <exception cref="InvalidOperationException">The file is complete, or an earlier write failed half-way.</exception>
    public async Task<ParquetWriteSummary> CompleteAsync(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        _state = WriterState.Failed;
        if (_collecting.RowCount > 0)
        {
            await EndRowGroupAsync(cancellationToken).ConfigureAwait(false);
        }

        await WriteEncodedAsync(cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await WriteFooterAsync(cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        _state = WriterState.Complete;
        return new ParquetWriteSummary(_rowCount, BytesWritten, Statistics());
    }

    /// <summary>Gives memory back. The stream stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_state == WriterState.Disposed)
        {
            return;
        }

        _state = WriterState.Disposed;

        // What is being encoded is wanted no more, but its memory is in use until it ends.
        await ((Task)Task.WhenAll(_chunks)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _collecting.Dispose();
        _encoding?.Dispose();
        _idle?.Dispose();
        _context.Dispose();
    }

    private static void RequireColumns(SchemaTree tree, ParquetWriterOptions options)
    {
        foreach (var name in options.Columns.Keys)
        {
            if (!tree.Leaves.Any(leaf => leaf.DottedPath == name))
            {
                throw new ArgumentException(
                    $"There are options for column '{name}', but the columns of the file are {string.Join(", ", tree.Leaves.Select(static leaf => $"'{leaf.DottedPath}'"))}.");
            }
        }
    }

    private void RequireOpen()
    {
        ObjectDisposedException.ThrowIf(_state == WriterState.Disposed, this);
        if (_state != WriterState.Open)
        {
            throw new InvalidOperationException(
                _state == WriterState.Complete ? "The file is complete." : "An earlier write failed half-way, so the file cannot be completed. Start a new one.");
        }
    }

    private Dictionary<string, ColumnStatistics> Statistics()
        => LeafShape.Named(_shapes).ToDictionary(
            static shape => shape.Leaf.DottedPath,
            shape => _context.Summary(shape.Leaf).ToStatistics(_rowCount),
            StringComparer.Ordinal);

    /// <summary>Starts to encode the row group that was collected; meanwhile the one before it is written.</summary>
    private async Task EndRowGroupAsync(CancellationToken cancellationToken)
    {
        var (before, chunksBefore) = (_encoding, _chunks);
        _encodingByteCount = _collecting.ByteCount;
        (_encoding, _chunks) = (_collecting, _collecting.Encode());
        _collecting = _idle ?? new RowGroupWriter(_shapes, _context);
        _idle = null;
        if (before is not null)
        {
            await WriteAsync(before, chunksBefore, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteEncodedAsync(CancellationToken cancellationToken)
    {
        if (_encoding is { } last)
        {
            await WriteAsync(last, _chunks, cancellationToken).ConfigureAwait(false);
            (_encoding, _chunks) = (null, []);
        }
    }

    /// <summary>Writes the chunks of a row group in the order of the schema, each as soon as it is encoded.</summary>
    private async Task WriteAsync(RowGroupWriter rowGroup, Task<EncodedChunk>[] encoding, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        var columns = new List<ColumnChunkMetadata>();
        var filters = new List<BloomFilter?>();
        foreach (var task in encoding)
        {
            var chunk = await task.ConfigureAwait(false);
            columns.Add(chunk.MetadataAt(BytesWritten));
            _indexes.Add(chunk, BytesWritten);
            filters.Add(chunk.BloomFilter);
            await WriteAsync(chunk.Bytes, cancellationToken).ConfigureAwait(false);
        }

        await WriteFiltersAsync(columns, filters, cancellationToken).ConfigureAwait(false);

        _rowGroups.Add(new RowGroupMetadata
        {
            Columns = columns,
            RowCount = rowGroup.RowCount,
            ByteCount = columns.Sum(static column => column.UncompressedByteCount),
            SortingColumns = _sorting,
        });
        rowGroup.Clear();
        _idle = rowGroup;
    }

    /// <summary>Writes the bloom filters of a row group behind it.</summary>
    private async Task WriteFiltersAsync(List<ColumnChunkMetadata> columns, List<BloomFilter?> filters, CancellationToken cancellationToken)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (filters[index]?.ToBytes() is { } bytes)
            {
                columns[index] = columns[index] with { BloomFilterOffset = BytesWritten, BloomFilterLength = bytes.Length };
                await WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteFooterAsync(CancellationToken cancellationToken)
    {
        using var writer = new CompactWriter();
        var rowGroups = _indexes.Write(_rowGroups, BytesWritten, writer);
        await WriteAsync(writer.Written.ToArray(), cancellationToken).ConfigureAwait(false);
        writer.Clear();
        Footer(rowGroups).Write(writer);
        await WriteAsync(writer.Written.ToArray(), cancellationToken).ConfigureAwait(false);
        await WriteAsync(BitConverter.GetBytes(writer.Written.Length), cancellationToken).ConfigureAwait(false);
        await WriteAsync(Magic, cancellationToken).ConfigureAwait(false);
    }

    private FileMetadata Footer(List<RowGroupMetadata> rowGroups) => new()
    {
        Schema = _elements,
        RowCount = _rowCount,
        RowGroups = rowGroups,
        KeyValues = [.. _options.Metadata],
        CreatedBy = CreatedBy,
        HasTypeOrder = [.. Enumerable.Repeat(true, _elements.Count(static element => element.Type is not null))],
    };

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (BytesWritten == 0)
        {
            await WriteAsync(Magic, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        BytesWritten += bytes.Length;
    }

    private enum WriterState
    {
        Open,
        Failed,
        Complete,
        Disposed,
    }
}
