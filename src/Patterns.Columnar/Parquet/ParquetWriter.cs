using System.Globalization;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Thrift;
using Patterns.Columnar.Parquet.Writing;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Writes batches as a Parquet file, row group by row group, with bounded memory. The file becomes readable with <see cref="CompleteAsync"/>;
/// disposal without it leaves bytes without a footer, which nothing reads. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// Values are stored plain or through a dictionary, in data pages of version 1, with statistics per row group. Decimals take 32 or 64 bits or
/// the bytes that their precision needs; timestamps are microseconds. A field's metadata under <c>parquet.field.id</c> becomes its id.
/// </remarks>
public sealed class ParquetWriter : IAsyncDisposable
{
    private static readonly byte[] Magic = "PAR1"u8.ToArray();
    private static readonly string CreatedBy = string.Create(
        CultureInfo.InvariantCulture, $"Patterns version {typeof(ParquetWriter).Assembly.GetName().Version?.ToString(3)}");

    private readonly Stream _stream;
    private readonly ParquetWriterOptions _options;
    private readonly List<SchemaElement> _elements;
    private readonly RowGroupWriter _rowGroup;
    private readonly List<RowGroupMetadata> _rowGroups = [];
    private long _rowCount;
    private WriterState _state;

    private ParquetWriter(Stream stream, Schema schema, ParquetWriterOptions options)
    {
        _stream = stream;
        _options = options;
        Schema = schema;
        _elements = SchemaWriter.Write(schema);
        _rowGroup = new RowGroupWriter(SchemaReader.Read(SchemaTree.Build(_elements)).Shapes, options);
    }

    /// <summary>The columns of the file.</summary>
    public Schema Schema { get; }

    /// <summary>Bytes handed to the stream so far. Rows of the row group in the making are not among them.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Starts a file.</summary>
    /// <param name="stream">Receives the bytes from its current position on; is not closed.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="options">How to write; null for the defaults. Copied.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
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
            start += _rowGroup.Append(batch, start);
            if (_rowGroup.IsFull)
            {
                await FlushRowGroupAsync(cancellationToken).ConfigureAwait(false);
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
        var statistics = _rowGroup.FileStatistics(_rowCount);
        if (_rowGroup.RowCount > 0)
        {
            await FlushRowGroupAsync(cancellationToken).ConfigureAwait(false);
        }

        await StartAsync(cancellationToken).ConfigureAwait(false);
        using var footer = new CompactWriter();
        Footer().Write(footer);
        await WriteAsync(footer.Written.ToArray(), cancellationToken).ConfigureAwait(false);
        await WriteAsync(BitConverter.GetBytes(footer.Written.Length), cancellationToken).ConfigureAwait(false);
        await WriteAsync(Magic, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        _state = WriterState.Complete;
        return new ParquetWriteSummary(_rowCount, BytesWritten, statistics);
    }

    /// <summary>Gives memory back. The stream stays open.</summary>
    public ValueTask DisposeAsync()
    {
        if (_state != WriterState.Disposed)
        {
            _state = WriterState.Disposed;
            _rowGroup.Dispose();
        }

        return ValueTask.CompletedTask;
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

    private FileMetadata Footer() => new()
    {
        Schema = _elements,
        RowCount = _rowCount,
        RowGroups = _rowGroups,
        KeyValues = [.. _options.Metadata],
        CreatedBy = CreatedBy,
        HasTypeOrder = [.. Enumerable.Repeat(true, _elements.Count(static element => element.Type is not null))],
    };

    private async Task FlushRowGroupAsync(CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        var columns = new List<ColumnChunkMetadata>();
        var rowCount = _rowGroup.RowCount;
        using var dictionary = new BufferBuilder<byte>();
        foreach (var leaf in _rowGroup.Leaves)
        {
            dictionary.Truncate(0);
            columns.Add(leaf.Close(BytesWritten, dictionary));
            await WriteAsync(dictionary.Memory, cancellationToken).ConfigureAwait(false);
            await WriteAsync(leaf.Pages, cancellationToken).ConfigureAwait(false);
        }

        _rowGroups.Add(new RowGroupMetadata { Columns = columns, RowCount = rowCount, ByteCount = columns.Sum(static column => column.UncompressedByteCount) });
        _rowGroup.Reset();
    }

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
