using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Reading;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>
/// Collects the column chunk of one leaf, levels and values, and encodes it when it is complete: only then is it known which encoding is the
/// smallest. Leaves are encoded side by side.
/// </summary>
internal abstract class LeafWriter : IDisposable
{
    private readonly WriterContext _context;
    private readonly ChunkLevels? _definitions;
    private readonly ChunkLevels? _repetitions;
    private readonly BufferBuilder<byte> _output = new();
    private readonly List<PageSpan> _pages = [];

    protected LeafWriter(SchemaNode node, WriterContext context)
    {
        Node = node;
        _context = context;
        Encoding = context.OptionsOf(node).Encoding;
        _definitions = node.Definition > 0 ? new ChunkLevels() : null;
        _repetitions = node.Repetition > 0 ? new ChunkLevels() : null;
    }

    public SchemaNode Node { get; }

    /// <summary>Bytes held for the chunk.</summary>
    public long ByteCount => ValueByteCount + (_definitions?.ByteCount ?? 0) + (_repetitions?.ByteCount ?? 0);

    /// <summary>Values of the chunk including nulls and empty lists.</summary>
    public int EntryCount { get; private set; }

    /// <summary>Null for a leaf that is not in a list.</summary>
    public ChunkLevels? Repetitions => _repetitions;

    protected ParquetWriterOptions Options => _context.Options;

    /// <summary>How values are to be encoded.</summary>
    protected ParquetEncoding Encoding { get; }

    /// <summary>Whether a dictionary may be used.</summary>
    protected bool MayUseDictionary => Options.DictionaryByteLimit > 0 && (Encoding is ParquetEncoding.Automatic or ParquetEncoding.Dictionary);

    /// <summary>Whether differences may be used; by request also where they are not allowed in general.</summary>
    protected bool MayUseDeltas => Encoding == ParquetEncoding.Delta || (Options.AllowDeltas && Encoding != ParquetEncoding.Plain);

    /// <summary>Entries of the chunk without a value.</summary>
    protected int NullCount => EntryCount - ValueCount;

    /// <summary>Values of the chunk, nulls left out.</summary>
    protected abstract int ValueCount { get; }

    /// <summary>Bytes held for the values.</summary>
    protected abstract long ValueByteCount { get; }

    /// <summary>Appends entries of a leaf that is nested.</summary>
    public void Append(Column column, LevelEntries entries)
    {
        if (!Node.IsOptional && column.NullCount > 0)
        {
            RequireNoNull.Of(column, entries, Node);
        }

        _repetitions?.Append(entries.Repetitions);
        if (_definitions is not null)
        {
            AppendDefinitions(_definitions, column, entries);
        }

        AppendValueRuns(column, entries.Rows);
        EntryCount += entries.Count;
    }

    /// <summary>Appends the values of rows of a leaf that is not nested.</summary>
    public void Append(Column column, int start, int count)
    {
        if (Node.IsOptional)
        {
            AppendDefinitions(_definitions!, column, start, count);
        }

        AppendValues(column, start, count);
        EntryCount += count;
    }

    /// <summary>How many of some entries have a value.</summary>
    public int CountValues(int entry, int count) => _definitions?.CountOf((byte)Node.Definition, entry, count) ?? count;

    /// <summary>Bytes of some values in plain form.</summary>
    public abstract long PlainByteCount(int start, int count);

    /// <summary>Encodes the chunk. Safe beside the encoding of other leaves.</summary>
    public EncodedChunk Encode()
    {
        var workspace = _context.Workspaces.Rent();
        PageCutter.Cut(this, Options, _pages);
        _output.Truncate(0);
        var writer = new ChunkWriter(Node, _pages.Count, workspace, _output);
        StartChunk(writer, _pages);
        foreach (var page in _pages)
        {
            EncodeLevels(page, writer.Page);
            writer.EndDataPage(page, EncodeValues(page, writer));
        }

        var statistics = EndChunk();
        _context.Workspaces.Return(workspace);
        return new EncodedChunk
        {
            Metadata = writer.Metadata(EntryCount, statistics with { NullCount = NullCount }),
            Bytes = _output.Memory,
            Pages = writer.Pages,
            Index = Index(),
            BloomFilter = CreateBloomFilter(),
        };
    }

    /// <summary>Starts the next chunk.</summary>
    public void Clear()
    {
        _definitions?.Clear();
        _repetitions?.Clear();
        EntryCount = 0;
        ClearValues();
    }

    public void Dispose()
    {
        _definitions?.Dispose();
        _repetitions?.Dispose();
        _output.Dispose();
        DisposeValues();
    }

    /// <summary>Appends the values of those rows that are not null.</summary>
    protected abstract void AppendValues(Column column, int start, int count);

    /// <summary>Chooses how the values are encoded and writes the dictionary, if any.</summary>
    protected abstract void StartChunk(ChunkWriter chunk, IReadOnlyList<PageSpan> pages);

    /// <summary>Appends the values of a page to what the chunk has of it and returns how they are encoded. Pages come in order.</summary>
    protected abstract PageEncoding EncodeValues(in PageSpan page, ChunkWriter chunk);

    /// <summary>The statistics of the chunk, which are added to those of the file.</summary>
    protected abstract ValueStatistics EndChunk();

    /// <summary>Bounds of a page that has values, after it was encoded; unknown when it has none.</summary>
    protected abstract PageBounds Bounds(int page);

    /// <summary>How the bounds of some pages, all of which have values, follow each other.</summary>
    protected abstract BoundaryOrder Order(IReadOnlyList<int> pages);

    /// <summary>Appends the hashes of all values, each value's at least once.</summary>
    protected abstract void AppendHashes(BufferBuilder<ulong> hashes);

    protected abstract void ClearValues();

    protected abstract void DisposeValues();

    private BloomFilter? CreateBloomFilter()
    {
        if (_context.OptionsOf(Node).BloomFilterFalsePositiveRate is not { } rate)
        {
            return null;
        }

        using var hashes = new BufferBuilder<ulong>();
        AppendHashes(hashes);
        hashes.Span.Sort();
        var distinct = 0;
        foreach (var hash in hashes.Span)
        {
            // Distinct hashes move to the front.
            if (distinct == 0 || hashes.Span[distinct - 1] != hash)
            {
                hashes.Span[distinct++] = hash;
            }
        }

        var filter = BloomFilter.Create(distinct, rate);
        foreach (var hash in hashes.Span[..distinct])
        {
            filter.Add(hash);
        }

        return filter;
    }

    private void EncodeLevels(in PageSpan page, BufferBuilder<byte> output)
    {
        _repetitions?.Encode(page.FirstEntry, page.EntryCount, LevelDecoding.BitWidth(Node.Repetition), output);
        _definitions?.Encode(page.FirstEntry, page.EntryCount, LevelDecoding.BitWidth(Node.Definition), output);
    }

    private ColumnIndex? Index()
    {
        var bounds = new PageBounds[_pages.Count];
        var withValues = new List<int>();
        for (var page = 0; page < bounds.Length; page++)
        {
            if (_pages[page].ValueCount > 0)
            {
                bounds[page] = Bounds(page);
                withValues.Add(page);
                if (!bounds[page].IsKnown)
                {
                    // The index has no way to say that nothing is known of a page.
                    return null;
                }
            }
        }

        return new ColumnIndex
        {
            IsNullPage = [.. _pages.Select(static page => page.ValueCount == 0)],
            Min = [.. bounds.Select(static page => page.Min ?? [])],
            Max = [.. bounds.Select(static page => page.Max ?? [])],
            Order = Order(withValues),
            NullCounts = [.. _pages.Select(static page => (long)page.NullCount)],
        };
    }

    private void AppendDefinitions(ChunkLevels definitions, Column column, LevelEntries entries)
    {
        var rows = entries.Rows;
        if (Node.IsOptional && column.NullCount > 0)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                var isEnded = rows[index] == LevelEntries.NoRow;
                definitions.Append((byte)(isEnded ? entries.Definitions[index] : column.IsNull(rows[index]) ? Node.Definition - 1 : Node.Definition), 1);
            }

            return;
        }

        for (var start = 0; start < rows.Length;)
        {
            // Runs of present values are the rule.
            var end = start;
            while (end < rows.Length && rows[end] != LevelEntries.NoRow)
            {
                end++;
            }

            definitions.Append((byte)Node.Definition, end - start);
            while (end < rows.Length && rows[end] == LevelEntries.NoRow)
            {
                definitions.Append(entries.Definitions[end++], 1);
            }

            start = end;
        }
    }

    /// <summary>Appends the values of consecutive rows together.</summary>
    private void AppendValueRuns(Column column, ReadOnlySpan<int> rows)
    {
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            if (rows[start] != LevelEntries.NoRow)
            {
                var next = rows[start] + 1;
                for (; end < rows.Length && (rows[end] == next || rows[end] == LevelEntries.NoRow); end++)
                {
                    next += rows[end] == next ? 1 : 0;
                }

                AppendValues(column, rows[start], next - rows[start]);
            }

            start = end;
        }
    }

    private static void AppendDefinitions(ChunkLevels definitions, Column column, int start, int count)
    {
        var nulls = column.NullCount == 0 ? 0 : count - BitCopy.CountOnes(column.ValidityWords, start, count);
        if (nulls == 0 || nulls == count)
        {
            definitions.Append((byte)(nulls == 0 ? 1 : 0), count);
        }
        else
        {
            definitions.Append(column.ValidityWords, start, count, valueLevel: 1);
        }
    }
}
