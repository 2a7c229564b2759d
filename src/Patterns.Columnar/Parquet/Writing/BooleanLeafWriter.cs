using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf of booleans, one bit each or, where that is much smaller, as runs.</summary>
internal sealed class BooleanLeafWriter : LeafWriter
{
    // Runs must be this many times smaller than bits, since compression makes runs of bits smaller, too.
    private const int WorthwhileFactor = 4;

    private readonly BufferBuilder<byte> _values = new();
    private readonly List<ValueRange<byte>> _pageRanges = [];
    private readonly FixedSummary<byte> _summary;

    public BooleanLeafWriter(SchemaNode node, WriterContext context)
        : base(node, context)
        => _summary = context.Summary(node, static () => new FixedSummary<byte>(static value => value != 0));

    protected override int ValueCount => _values.Count;

    protected override long ValueByteCount => _values.Count;

    public override long PlainByteCount(int start, int count) => BitPacking.ByteCount(count, 1);

    protected override void AppendValues(Column column, int start, int count)
    {
        var words = ((BooleanColumn)column).ValueWords;
        var first = _values.Count;
        var target = _values.Reserve(count);
        var written = 0;
        for (var row = start; row < start + count; row++)
        {
            target[written] = (byte)(words[row >> 6] >> row & 1);
            written += column.IsNull(row) ? 0 : 1;
        }

        _values.Truncate(first + written);
    }

    protected override void StartChunk(ChunkWriter chunk, IReadOnlyList<PageSpan> pages)
    {
        _pageRanges.Clear();
        foreach (var page in pages)
        {
            var range = default(ValueRange<byte>);
            range.Include(_values.Span.Slice(page.FirstValue, page.ValueCount));
            _pageRanges.Add(range);
        }
    }

    protected override PageEncoding EncodeValues(in PageSpan page, ChunkWriter chunk)
    {
        var values = (ReadOnlySpan<byte>)_values.Span.Slice(page.FirstValue, page.ValueCount);
        var byteCount = BitPacking.ByteCount(values.Length, 1);
        var runs = chunk.Workspace.Bytes;
        runs.Truncate(0);
        HybridEncoder.Encode(values, 1, runs);
        if ((sizeof(int) + runs.Count) * WorthwhileFactor <= byteCount)
        {
            BitConverter.TryWriteBytes(chunk.Page.Reserve(sizeof(int)), runs.Count);
            chunk.Page.Append(runs.Span);
            return PageEncoding.Rle;
        }

        BitPacking.Pack(values, 1, chunk.Page.Reserve(byteCount));
        return PageEncoding.Plain;
    }

    protected override ValueStatistics EndChunk()
    {
        var range = default(ValueRange<byte>);
        foreach (var page in _pageRanges)
        {
            range.Include(page);
        }

        _summary.Add(NullCount, range);
        return new ValueStatistics
        {
            Min = range.HasValues ? [range.Min] : null,
            Max = range.HasValues ? [range.Max] : null,
            IsMinExact = true,
            IsMaxExact = true,
        };
    }

    protected override PageBounds Bounds(int page) => new([_pageRanges[page].Min], [_pageRanges[page].Max]);

    protected override BoundaryOrder Order(IReadOnlyList<int> pages) => PageBounds.Order(
        pages.Count,
        (left, right) => _pageRanges[pages[left]].Min.CompareTo(_pageRanges[pages[right]].Min),
        (left, right) => _pageRanges[pages[left]].Max.CompareTo(_pageRanges[pages[right]].Max));

    protected override void AppendHashes(BufferBuilder<ulong> hashes) => throw new InvalidOperationException("Booleans have no bloom filter.");

    protected override void ClearValues() => _values.Truncate(0);

    protected override void DisposeValues() => _values.Dispose();
}
