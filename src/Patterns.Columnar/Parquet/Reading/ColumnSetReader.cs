using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Reads some columns of row groups, one row group after the other, as many rows at a time as asked for. One reader serves one caller at a time.</summary>
internal sealed class ColumnSetReader : IDisposable
{
    // Bound the memory of a batch: rows are taken so that they have about this many elements and bytes per column.
    private const long ElementsPerBatch = 1 << 20;
    private const long BytesPerBatch = 32 << 20;

    private readonly IObjectReader _source;
    private readonly ParquetReaderOptions _options;
    private readonly FieldReader[] _fields;
    private readonly LeafReader[] _leaves;
    private readonly SelectedRuns _runs = new();
    private readonly bool[] _hasLists;
    private readonly bool[] _leafHasLists;

    /// <summary>Creates a reader.</summary>
    /// <param name="source">The file, which stays the caller's.</param>
    /// <param name="schema">The columns to read.</param>
    /// <param name="shapes">How they lie in the file.</param>
    /// <param name="options">Validated options.</param>
    public ColumnSetReader(IObjectReader source, Schema schema, IEnumerable<FieldShape> shapes, ParquetReaderOptions options)
    {
        _source = source;
        _options = options;
        Schema = schema;
        _fields = [.. shapes.Select(shape => FieldReader.Create(shape, options))];
        _leaves = [.. _fields.SelectMany(static field => field.Leaves)];

        // A field with a list is read whole: where its rows lie is known only when they have been decoded.
        _hasLists = Array.ConvertAll(_fields, static field => field.Leaves.Any(static leaf => leaf.Node.Repetition > 0));
        _leafHasLists = [.. _fields.SelectMany((field, index) => field.Leaves.Select(_ => _hasLists[index]))];
    }

    public Schema Schema { get; }

    /// <summary>Starts on a row group and returns how many rows a batch of it should have at most.</summary>
    /// <param name="rowGroup">The row group.</param>
    /// <param name="index">Finds the pages of rows that lie apart; null when all rows are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<int> OpenAsync(RowGroupMetadata rowGroup, PageIndexReader? index, CancellationToken cancellationToken)
    {
        var batchRowCount = _options.BatchRowCount;
        foreach (var leaf in _leaves)
        {
            var chunk = rowGroup.Columns[leaf.Node.LeafIndex];
            var source = OpenPages(leaf.Node, chunk, rowGroup.RowCount);
            var pages = index is null ? null : await index.ReadPagesAsync(leaf.Node, rowGroup, cancellationToken).ConfigureAwait(false);
            leaf.Open(source, _source.Path, chunk.ValueCount, pages);
            batchRowCount = Math.Min(batchRowCount, RowsWithin(ElementsPerBatch, rowGroup.RowCount, chunk.ValueCount));
            batchRowCount = Math.Min(batchRowCount, RowsWithin(BytesPerBatch, rowGroup.RowCount, chunk.UncompressedByteCount));
        }

        return batchRowCount;
    }

    /// <summary>The next rows, which the caller owns.</summary>
    public async ValueTask<ColumnBatch> ReadAsync(int rowCount, CancellationToken cancellationToken)
    {
        foreach (var leaf in _leaves)
        {
            await leaf.ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
        }

        return BuildBatch(rowCount, selected: null);
    }

    /// <summary>Some of the next rows, in columns that the caller owns.</summary>
    /// <param name="rowCount">Rows to read from or pass over.</param>
    /// <param name="rows">The rows wanted, at least one.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async ValueTask<ColumnBatch> ReadSelectedAsync(int rowCount, Selection rows, CancellationToken cancellationToken)
    {
        if (!_runs.TryFind(rows))
        {
            using var all = await ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
            return Compaction.Compact(all, rows);
        }

        for (var index = 0; index < _leaves.Length; index++)
        {
            if (_leafHasLists[index])
            {
                await _leaves[index].ReadAsync(rowCount, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _leaves[index].ReadSelectedAsync(rowCount, _runs, cancellationToken).ConfigureAwait(false);
            }
        }

        return BuildBatch(rowCount, rows);
    }

    /// <summary>Passes over the next rows, without decompressing pages of which no row is wanted.</summary>
    public async ValueTask SkipAsync(long rowCount, CancellationToken cancellationToken)
    {
        foreach (var leaf in _leaves)
        {
            await leaf.SkipAsync(rowCount, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var leaf in _leaves)
        {
            leaf.Dispose();
        }
    }

    private static int RowsWithin(long limit, long rowCount, long amount)
        => amount <= limit ? int.MaxValue : (int)Math.Clamp((double)limit / amount * rowCount, 1, int.MaxValue);

    private ColumnBatch BuildBatch(int rowCount, Selection? selected)
    {
        var columns = Build(rowCount, selected);
        foreach (var leaf in _leaves)
        {
            leaf.Clear();
        }

        return new ColumnBatch(Schema, selected?.Count ?? rowCount, columns);
    }

    private Column[] Build(int rowCount, Selection? selected)
    {
        var columns = new Column[_fields.Length];
        var field = 0;
        try
        {
            for (; field < columns.Length; field++)
            {
                columns[field] = _fields[field].Build();
                var expected = selected is null || _hasLists[field] ? rowCount : selected.Count;
                if (columns[field].Length != expected)
                {
                    throw new CorruptDataException($"{columns[field].Length} of {expected} rows have a value or a null");
                }

                if (expected != (selected?.Count ?? rowCount))
                {
                    using var whole = columns[field];
                    columns[field] = Compaction.Compact(whole, selected!);
                }
            }

            return columns;
        }
        catch (CorruptDataException error)
        {
            Array.ForEach(columns, static column => column?.Dispose());
            throw new ParquetFormatException(error.Message, _source.Path, Schema[field].Name, innerException: error);
        }
    }

    private PageReader OpenPages(SchemaNode leaf, ColumnChunkMetadata chunk, long rowCount)
    {
        var problem = chunk switch
        {
            { FilePath: not null } => $"its pages are in another file, '{chunk.FilePath}', which is not supported",
            { IsEncrypted: true } => "it is encrypted, which is not supported",
            _ when chunk.Type != leaf.Element.Type => $"it holds values of type {chunk.Type}, but the schema says {leaf.Element.Type}",
            _ when chunk.ValueCount < 0 || (leaf.Repetition == 0 && chunk.ValueCount != rowCount)
                => $"it has {chunk.ValueCount} values, but the row group has {rowCount} rows",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ParquetFormatException(problem, _source.Path, leaf.DottedPath);
        }

        try
        {
            var (start, end) = ChunkExtent.Of(chunk, _source.Length);
            return new PageReader(new ChunkBytes(_source, start, end, _options.ReadByteCount), chunk.Codec, _options);
        }
        catch (CorruptDataException error)
        {
            throw new ParquetFormatException(error.Message, _source.Path, leaf.DottedPath, innerException: error);
        }
    }
}
