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
    private readonly ReadMemory _memory;
    private readonly FieldReader[] _fields;
    private readonly LeafReader[] _leaves;
    private readonly SelectedRuns _runs = new();
    private readonly bool[] _hasLists;
    private readonly bool[] _leafHasLists;

    /// <summary>Creates a reader.</summary>
    /// <param name="source">The file, which stays the caller's.</param>
    /// <param name="columns">The columns to read, and how they lie in the file.</param>
    /// <param name="options">Validated options.</param>
    /// <param name="memory">What the columns of the whole read share.</param>
    public ColumnSetReader(IObjectReader source, IReadOnlyList<(Field Field, FieldShape Shape)> columns, ParquetReaderOptions options, ReadMemory memory)
    {
        _source = source;
        _options = options;
        _memory = memory;
        Schema = new Schema([.. columns.Select(static column => column.Field)]);
        _fields = [.. columns.Select(column => FieldReader.Create(column.Shape, options))];
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
            var memory = new PageMemory(_memory, leaf.DottedPath);
            var bytes = new ChunkBytes(_source, ChunkExtent.Of(chunk, _source.Length), _memory.WindowByteCount(_options.ReadByteCount), memory);
            return new PageReader(bytes, chunk.Codec, _options, memory);
        }
        catch (CorruptDataException error)
        {
            throw new ParquetFormatException(error.Message, _source.Path, leaf.DottedPath, innerException: error);
        }
    }
}
