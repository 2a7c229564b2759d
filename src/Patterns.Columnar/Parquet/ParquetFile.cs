using System.Runtime.CompilerServices;
using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Reading;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A Parquet file that is open for reading. Opening reads the footer; batches are read as they are asked for, and only the columns asked for.
/// Safe for use by several threads, each with a read of its own, for example over a range of row groups.
/// </summary>
/// <remarks>
/// Types become the nearest that a <see cref="Core.Schema"/> has: unsigned integers the next wider signed type (64 bits decimal(20,0)), times of
/// day and UUIDs text, millisecond timestamps and INT96 microseconds. Text comes as <see cref="DictionaryBinaryColumn"/> where the file has a
/// dictionary. With a filter, row groups and pages that the file's statistics, bloom filters and page indexes rule out are not read, and columns
/// that the filter does not use are read only where a row is left. A field's id in the file is its metadata under the key <c>parquet.field.id</c>. Source: parquet-format 2.12.
/// </remarks>
public sealed class ParquetFile : IAsyncDisposable
{
    private readonly IObjectReader _source;
    private readonly ParquetReaderOptions _options;
    private readonly FileMetadata _footer;
    private readonly FieldShape[] _shapes;

    private ParquetFile(IObjectReader source, ParquetReaderOptions options, FileMetadata footer)
    {
        var tree = SchemaTree.Build(footer.Schema);
        _source = source;
        _options = options;
        _footer = footer;
        (Schema, _shapes) = SchemaReader.Read(tree);
        RowCount = CountRows(footer, tree.Leaves.Count);
        RowGroups = [.. footer.RowGroups.Select((rowGroup, index) => new ParquetRowGroup(index, rowGroup, ReadStatistics))];
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in footer.KeyValues)
        {
            metadata[key] = value;
        }

        Metadata = metadata.AsReadOnly();
    }

    private ParquetFile(IObjectReader source, ParquetFile same)
    {
        _source = source;
        _options = same._options;
        _footer = same._footer;
        _shapes = same._shapes;
        Schema = same.Schema;
        RowCount = same.RowCount;
        RowGroups = same.RowGroups;
        Metadata = same.Metadata;
    }

    /// <summary>The columns.</summary>
    public Schema Schema { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount { get; }

    /// <summary>The row groups in the order of their rows.</summary>
    public IReadOnlyList<ParquetRowGroup> RowGroups { get; }

    /// <summary>The key-value pairs of the file; of a key that occurs twice, the last value.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The program that wrote the file, such as <c>parquet-mr version 1.13.1 (build ...)</c>; null when it did not say.</summary>
    public string? CreatedBy => _footer.CreatedBy;

    /// <summary>Opens a file of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the file in the store.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ObjectNotFoundException">There is no such file.</exception>
    /// <exception cref="ParquetFormatException">It is not a Parquet file, or is damaged.</exception>
    public static async Task<ParquetFile> OpenAsync(
        IObjectStore store, string path, ParquetReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var reader = await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(reader, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a file and takes the ownership of the reader, which is disposed with the file or when opening fails.</summary>
    /// <param name="reader">Reads the file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ParquetFormatException">It is not a Parquet file, or is damaged.</exception>
    public static async Task<ParquetFile> OpenAsync(IObjectReader reader, ParquetReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        try
        {
            var validated = (options ?? new ParquetReaderOptions()).Validated();
            var footer = await Footer.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
            return new ParquetFile(reader, validated, footer);
        }
        catch (Exception error)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            if (error is CorruptDataException)
            {
                throw new ParquetFormatException(error.Message, reader.Path, innerException: error);
            }

            throw;
        }
    }

    /// <summary>Reads all rows.</summary>
    /// <param name="columns">Names of the columns in the order wanted; null for all. With none, batches have rows but no columns.</param>
    /// <param name="filter">A condition over any columns of the file; only rows for which it is true are read. Null for all rows.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Batches in the order of the rows, which the caller disposes; each from one row group, none without rows.</returns>
    /// <exception cref="ExpressionTypeException">The filter does not fit the schema.</exception>
    /// <exception cref="ArgumentException">A name does not exist or is asked for twice.</exception>
    /// <exception cref="ParquetFormatException">The file is damaged.</exception>
    /// <exception cref="ParquetMemoryException">Its pages do not fit into <see cref="ParquetReaderOptions.MemoryLimit"/>.</exception>
    public IAsyncEnumerable<ColumnBatch> ReadAsync(
        IReadOnlyList<string>? columns = null, Expression? filter = null, CancellationToken cancellationToken = default)
        => ReadRowGroupsAsync(Range.All, columns, filter, cancellationToken);

    /// <summary>Reads the rows of some row groups, for example one of them per thread.</summary>
    /// <param name="rowGroups">Range within <see cref="RowGroups"/>, for example <c>2..3</c>.</param>
    /// <param name="columns">Names of the columns in the order wanted; null for all. With none, batches have rows but no columns.</param>
    /// <param name="filter">A condition over any columns of the file; only rows for which it is true are read. Null for all rows.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Batches in the order of the rows, which the caller disposes; each from one row group, none without rows.</returns>
    /// <exception cref="ExpressionTypeException">The filter does not fit the schema.</exception>
    /// <exception cref="ArgumentException">A name does not exist or is asked for twice, or the range is outside the row groups.</exception>
    /// <exception cref="ParquetFormatException">The file is damaged.</exception>
    /// <exception cref="ParquetMemoryException">Its pages do not fit into <see cref="ParquetReaderOptions.MemoryLimit"/>.</exception>
    public IAsyncEnumerable<ColumnBatch> ReadRowGroupsAsync(
        Range rowGroups, IReadOnlyList<string>? columns = null, Expression? filter = null, CancellationToken cancellationToken = default)
    {
        var schema = columns is null ? Schema : Schema.Select(columns);
        var (start, count) = rowGroups.GetOffsetAndLength(RowGroups.Count);
        return ReadBatchesAsync(schema, BindFilter(filter), RowGroups.Skip(start).Take(count), cancellationToken);
    }

    /// <summary>The same file, read by another reader: what is known from the footer is shared and not read again. Each is disposed for itself.</summary>
    /// <param name="reader">Reads the same bytes; is disposed with the file that is returned.</param>
    /// <exception cref="ArgumentException">The reader's object has another size.</exception>
    public ParquetFile Through(IObjectReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Length == _source.Length
            ? new ParquetFile(reader, this)
            : throw new ArgumentException($"The file has {_source.Length} bytes, but this reader's object has {reader.Length}.", nameof(reader));
    }

    /// <summary>Closes the file. Batches already handed out stay valid.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private BoundExpression? BindFilter(Expression? filter)
    {
        if (filter is null)
        {
            return null;
        }

        // Bound twice: to find the columns that it reads, then to these alone.
        var bound = filter.Bind(Schema);
        return bound.Type.Kind == DataTypeKind.Boolean
            ? filter.Bind(Schema.Select(bound.Columns))
            : throw new ArgumentException($"'{filter}' is {bound.Type}; only a boolean can filter rows.", nameof(filter));
    }

    private async IAsyncEnumerable<ColumnBatch> ReadBatchesAsync(
        Schema schema, BoundExpression? filter, IEnumerable<ParquetRowGroup> rowGroups, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = CreateReader(schema, filter);
        foreach (var rowGroup in rowGroups)
        {
            await reader.OpenAsync(rowGroup.Metadata, cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                yield return batch;
            }
        }
    }

    private RowGroupReader CreateReader(Schema schema, BoundExpression? filter)
    {
        var index = new PageIndexReader(_source);
        var all = schema.Fields.Union(filter?.Schema.Fields ?? []);
        var memory = new ReadMemory(_source.Path, _options.MemoryLimit, all.Sum(field => _shapes[Schema.IndexOf(field.Name)].Leaves.Count()));
        if (filter is null)
        {
            return new RowGroupReader(schema, ColumnsOf(schema, memory), filter: null, index, memory);
        }

        var rest = new Schema([.. schema.Fields.Where(field => filter.Schema.IndexOf(field.Name) < 0)]);
        var pruning = new PagePruning(filter, [.. NamedLeaves(filter.Schema).Select(shape => new FilteredColumn(shape, StatisticsOf(shape)))]);
        return new RowGroupReader(schema, ColumnsOf(rest, memory), new RowFilter(filter, ColumnsOf(filter.Schema, memory), pruning), index, memory);
    }

    private ColumnSetReader ColumnsOf(Schema schema, ReadMemory memory)
        => new(_source, [.. schema.Fields.Select(field => (field, _shapes[Schema.IndexOf(field.Name)]))], _options, memory);

    /// <summary>Adds the rows up: some writers left the footer's own number at zero.</summary>
    private static long CountRows(FileMetadata footer, int leafCount)
    {
        var rows = 0L;
        foreach (var rowGroup in footer.RowGroups)
        {
            if (rowGroup.Columns.Count != leafCount)
            {
                throw new CorruptDataException($"a row group has {rowGroup.Columns.Count} columns, but the schema has {leafCount}");
            }

            if (rowGroup.RowCount < 0 || rowGroup.RowCount > long.MaxValue - rows)
            {
                throw new CorruptDataException($"a row group of {rowGroup.RowCount} rows");
            }

            rows += rowGroup.RowCount;
        }

        return rows;
    }

    private Dictionary<string, ColumnStatistics> ReadStatistics(RowGroupMetadata rowGroup)
    {
        var result = new Dictionary<string, ColumnStatistics>(StringComparer.Ordinal);
        foreach (var shape in NamedLeaves(Schema))
        {
            result[shape.Leaf.DottedPath] = StatisticsOf(shape).OfChunk(rowGroup.Columns[shape.Leaf.LeafIndex], rowGroup.RowCount);
        }

        return result;
    }

    private IEnumerable<LeafShape> NamedLeaves(Schema schema) => LeafShape.Named(schema.Fields.Select(field => _shapes[Schema.IndexOf(field.Name)]));

    private StatisticsReader StatisticsOf(LeafShape shape)
    {
        var index = shape.Leaf.LeafIndex;
        bool? hasTypeOrder = index < _footer.HasTypeOrder.Count ? _footer.HasTypeOrder[index] : null;

        // Reads bounds only, and so holds nothing that has to be given back.
        return new StatisticsReader(LeafReaders.Create(shape, _options), shape.Type, new BoundOrder(hasTypeOrder, BoundOrder.HidesNaN(CreatedBy)));
    }
}
