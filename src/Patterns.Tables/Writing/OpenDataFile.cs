using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>One data file that is being written. Disposal without completion leaves no trace. Not thread safe.</summary>
internal sealed class OpenDataFile : IAsyncDisposable
{
    private const double BloomFilterFalsePositiveRate = 0.01;

    private readonly DataFileContext _context;
    private readonly PartitionKey _partition;
    private readonly string _path;
    private readonly ObjectWriter _object;
    private readonly ParquetWriter _parquet;

    private OpenDataFile(DataFileContext context, PartitionKey partition, string path, ObjectWriter target)
    {
        _context = context;
        _partition = partition;
        _path = path;
        _object = target;
        _parquet = ParquetWriter.Create(target, context.Columns.Schema, OptionsOf(context));
    }

    /// <summary>Bytes that left the encoder so far.</summary>
    public long ByteCount => _object.BytesWritten;

    /// <summary>Bytes of the file's complete row groups, including those still in the encoder.</summary>
    public long EstimatedByteCount => _parquet.EstimatedByteCount;

    public static async Task<OpenDataFile> CreateAsync(DataFileContext context, PartitionKey partition, CancellationToken cancellationToken)
    {
        var path = context.NextPath(partition);
        var target = await context.Store
            .CreateAsync(ObjectPath.Combine(context.TablePath, path), PutMode.IfAbsent, cancellationToken)
            .ConfigureAwait(false);
        return new OpenDataFile(context, partition, path, target);
    }

    public async Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken)
    {
        using var stored = _context.Columns.Apply(batch);
        await _parquet.WriteAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the file whole and durable.</summary>
    /// <returns>The action that adds it to the table.</returns>
    public async Task<AddFile> CompleteAsync(CancellationToken cancellationToken)
    {
        var summary = await _parquet.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await _object.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return new AddFile
        {
            Path = DeltaPath.Encode(_path),
            PartitionValues = _partition.Values.ToDictionary(),
            Size = summary.ByteCount,
            ModificationTime = _context.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            Tags = FloatBounds.TagsFor(_context.Columns.Schema),
            Stats = StatisticsText.Write(summary.RowCount, _context.Columns.Schema, summary.Columns.GetValueOrDefault),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _parquet.DisposeAsync().ConfigureAwait(false);
        await _object.DisposeAsync().ConfigureAwait(false);
    }

    private static ParquetWriterOptions OptionsOf(DataFileContext context) => new()
    {
        RowGroupByteLimit = context.RowGroupByteLimit,
        Columns = context.KeyColumns
            .Where(column => context.Columns.Schema.IndexOf(column) >= 0 && context.Columns.Schema[column].Type.Kind != DataTypeKind.Boolean)
            .ToDictionary(static column => column, static _ => new ParquetColumnOptions { BloomFilterFalsePositiveRate = BloomFilterFalsePositiveRate }),
    };
}
