using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf whose values have one width.</summary>
/// <typeparam name="T">Type of the values as they are stored: int, long, float, double, or Int128 for bytes of a fixed length.</typeparam>
internal sealed class FixedLeafWriter<T> : LeafWriter
    where T : unmanaged, INumber<T>
{
    private readonly StoredValues<T> _source;
    private readonly PlainForm<T> _form;
    private readonly FixedSummary<T> _summary;
    private readonly FixedDictionary<T> _dictionary = new();
    private readonly BufferBuilder<T> _values = new();
    private readonly BufferBuilder<int> _codes = new();
    private readonly List<ValueRange<T>> _pageRanges = [];
    private ValueRange<T> _range;
    private PageEncoding _encoding;
    private int _codedCount;
    private int _dictionaryCount;

    public FixedLeafWriter(SchemaNode node, StoredValues<T> source, PlainForm<T> form, WriterContext context)
        : base(node, context)
    {
        _source = source;
        _form = form;
        _summary = context.Summary(node, () => new FixedSummary<T>(source.Box));
    }

    protected override int ValueCount => _values.Count;

    protected override long ValueByteCount => (long)_values.Count * Unsafe.SizeOf<T>();

    public override long PlainByteCount(int start, int count) => (long)count * _form.Width;

    protected override void AppendValues(Column column, int start, int count) => _source.Append(column, start, count, _values);

    protected override void StartChunk(ChunkWriter chunk, IReadOnlyList<PageSpan> pages)
    {
        var values = (ReadOnlySpan<T>)_values.Span;
        _pageRanges.Clear();
        _range = default;
        foreach (var page in pages)
        {
            var range = default(ValueRange<T>);
            range.Include(values.Slice(page.FirstValue, page.ValueCount));
            _pageRanges.Add(range);
            _range.Include(range);
        }

        (_encoding, var bytesPerValue) = ChooseWithoutDictionary(values);
        _codedCount = CodedPrefix.InWholePages(BuildDictionary(values, bytesPerValue), pages);
        if (_codedCount > 0)
        {
            _form.Write(_dictionary.Values[.._dictionaryCount], chunk.Page.Reserve(_dictionaryCount * _form.Width));
            chunk.EndDictionaryPage(_dictionaryCount);
        }
    }

    protected override PageEncoding EncodeValues(in PageSpan page, ChunkWriter chunk)
    {
        if (_codedCount > 0 && page.ValueEnd <= _codedCount)
        {
            DictionaryCodeWriter.Write(_codes.Span.Slice(page.FirstValue, page.ValueCount), _dictionaryCount, chunk.Page);
            return PageEncoding.RleDictionary;
        }

        var values = (ReadOnlySpan<T>)_values.Span.Slice(page.FirstValue, page.ValueCount);
        if (values.IsEmpty || _encoding == PageEncoding.Plain)
        {
            _form.Write(values, chunk.Page.Reserve(values.Length * _form.Width));
            return PageEncoding.Plain;
        }

        if (_encoding == PageEncoding.DeltaBinaryPacked)
        {
            EncodeDifferences(values, chunk.Page);
        }
        else
        {
            var plain = chunk.Workspace.Bytes;
            plain.Truncate(0);
            _form.Write(values, plain.Reserve(values.Length * _form.Width));
            ByteStreamSplitEncoder.Encode(plain.Span, _form.Width, chunk.Page);
        }

        return _encoding;
    }

    protected override ValueStatistics EndChunk()
    {
        _summary.Add(NullCount, _range);
        return new ValueStatistics
        {
            Min = _range.IsKnown ? Bound(_range.Min, isMin: true) : null,
            Max = _range.IsKnown ? Bound(_range.Max, isMin: false) : null,
            IsMinExact = true,
            IsMaxExact = true,
        };
    }

    protected override PageBounds Bounds(int page)
    {
        var range = _pageRanges[page];
        return range.IsKnown ? new PageBounds(Bound(range.Min, isMin: true), Bound(range.Max, isMin: false)) : default;
    }

    protected override BoundaryOrder Order(IReadOnlyList<int> pages) => PageBounds.Order(
        pages.Count,
        (left, right) => _pageRanges[pages[left]].Min.CompareTo(_pageRanges[pages[right]].Min),
        (left, right) => _pageRanges[pages[left]].Max.CompareTo(_pageRanges[pages[right]].Max));

    protected override void AppendHashes(BufferBuilder<ulong> hashes)
    {
        // Where all values have codes, those of the dictionary are all there are.
        var values = _codedCount == _values.Count ? _dictionary.Values[.._dictionaryCount] : _values.Span;
        Span<byte> plain = stackalloc byte[_form.Width];
        foreach (var value in values)
        {
            _form.Write([value], plain);
            hashes.Append(BloomFilter.Hash(plain));
        }
    }

    protected override void ClearValues() => _values.Truncate(0);

    protected override void DisposeValues()
    {
        _dictionary.Dispose();
        _codes.Dispose();
        _values.Dispose();
    }

    private (PageEncoding Encoding, double BytesPerValue) ChooseWithoutDictionary(ReadOnlySpan<T> values)
    {
        var plain = (PageEncoding.Plain, (double)_form.Width);
        if (Encoding == ParquetEncoding.ByteStreamSplit)
        {
            return (PageEncoding.ByteStreamSplit, _form.Width);
        }

        if (!MayUseDeltas || (typeof(T) != typeof(int) && typeof(T) != typeof(long)))
        {
            return plain;
        }

        var bytesPerValue = typeof(T) == typeof(int)
            ? DeltaIntegerEncoder.EstimateBytesPerValue(MemoryMarshal.Cast<T, int>(values))
            : DeltaIntegerEncoder.EstimateBytesPerValue(MemoryMarshal.Cast<T, long>(values));
        return Encoding == ParquetEncoding.Delta || (values.Length >= DeltaIntegerEncoder.BlockLength && bytesPerValue < _form.Width)
            ? (PageEncoding.DeltaBinaryPacked, bytesPerValue)
            : plain;
    }

    /// <summary>Finds the codes of the first values, as many as fit the dictionary, and returns how many; none when the dictionary does not pay.</summary>
    private int BuildDictionary(ReadOnlySpan<T> values, double otherBytesPerValue)
    {
        _codes.Truncate(0);
        if (values.IsEmpty || !MayUseDictionary)
        {
            return 0;
        }

        var trial = new DictionaryTrial(values.Length, values.Length * otherBytesPerValue);
        _dictionary.Start(_range.Min, _range.Max);
        _dictionaryCount = 0;
        for (var start = 0; start < values.Length; start += DictionaryTrial.BlockLength)
        {
            var block = values[start..Math.Min(values.Length, start + DictionaryTrial.BlockLength)];
            _dictionary.Encode(block, _codes.Reserve(block.Length));
            if ((long)_dictionary.Count * _form.Width > Options.DictionaryByteLimit)
            {
                _codes.Truncate(start);
                break;
            }

            _dictionaryCount = _dictionary.Count;
            if (Encoding == ParquetEncoding.Automatic && trial.IsHopeless(_codes.Count, _dictionaryCount, (double)_dictionaryCount * _form.Width))
            {
                return 0;
            }
        }

        var isWanted = Encoding == ParquetEncoding.Dictionary
            || trial.Pays(_codes.Count, DictionaryCodeWriter.CountRuns(_codes.Span), _dictionaryCount, (double)_dictionaryCount * _form.Width);
        return _dictionaryCount > 0 && isWanted ? _codes.Count : 0;
    }

    private static void EncodeDifferences(ReadOnlySpan<T> values, BufferBuilder<byte> page)
    {
        if (typeof(T) == typeof(int))
        {
            DeltaIntegerEncoder.Encode(MemoryMarshal.Cast<T, int>(values), page);
        }
        else
        {
            DeltaIntegerEncoder.Encode(MemoryMarshal.Cast<T, long>(values), page);
        }
    }

    /// <summary>Of the two zeros of floating point, a bound is always the outer one: parquet.thrift, ColumnOrder.</summary>
    private byte[] Bound(T value, bool isMin)
    {
        if (T.IsZero(value) && typeof(T) == typeof(double))
        {
            value = T.CreateTruncating(isMin ? -0d : 0d);
        }
        else if (T.IsZero(value) && typeof(T) == typeof(float))
        {
            value = T.CreateTruncating(isMin ? -0f : 0f);
        }

        var bytes = new byte[_form.Width];
        _form.Write([value], bytes);
        return bytes;
    }
}
