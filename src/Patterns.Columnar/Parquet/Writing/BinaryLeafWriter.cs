using System.Buffers.Binary;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Bloom;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf of texts or bytes. A chunk that begins with a column of codes is collected as codes, others as texts.</summary>
internal sealed class BinaryLeafWriter : LeafWriter
{
    private const int LengthByteCount = sizeof(int);

    // Differences of lengths come in blocks, which must not cost more than the lengths themselves.
    private const int LeastDeltaCount = 32;

    // What texts must have in common with the one before them, of their bytes, for this to be stored: compression finds shorter repeats, too.
    private const double WorthwhileSharedPart = 0.33;

    // What remains of texts when they are compressed, about, in comparison with codes, which do not shrink.
    private const double CompressedPart = 0.6;

    private readonly bool _isUtf8;
    private readonly BinarySummary _summary;
    private readonly CollectedTexts _texts = new();
    private readonly List<BinaryRange> _pageRanges = [];
    private PageEncoding _encoding;
    private int _codedCount;
    private int _dictionaryCount;

    public BinaryLeafWriter(SchemaNode node, DataType type, WriterContext context)
        : base(node, context)
    {
        _isUtf8 = type.Kind == DataTypeKind.String;
        _summary = context.Summary(node, () => new BinarySummary(_isUtf8));
    }

    protected override int ValueCount => _texts.Count;

    protected override long ValueByteCount => _texts.HeldByteCount;

    public override long PlainByteCount(int start, int count) => _texts.TextByteCount(start, count) + ((long)count * LengthByteCount);

    protected override void AppendValues(Column column, int start, int count)
        => _texts.Append((BinaryColumn)column, start, count, mayUseCodes: MayUseDictionary);

    protected override void StartChunk(ChunkWriter chunk, IReadOnlyList<PageSpan> pages)
    {
        _pageRanges.Clear();
        _encoding = ChooseWithoutDictionary();
        _codedCount = CodedPrefix.InWholePages(BuildDictionary(), pages);
        if (_codedCount > 0)
        {
            AppendPlain(_texts.Dictionary.Values.Slice(0, _dictionaryCount), chunk.Page);
            chunk.EndDictionaryPage(_dictionaryCount);
        }
    }

    protected override PageEncoding EncodeValues(in PageSpan page, ChunkWriter chunk)
    {
        if (_codedCount > 0 && page.ValueEnd <= _codedCount)
        {
            var codes = _texts.Codes.Slice(page.FirstValue, page.ValueCount);
            var seen = chunk.Workspace.Bytes;
            seen.Truncate(0);
            _pageRanges.Add(BinaryRange.Of(_texts.Dictionary.Values.Slice(0, _dictionaryCount), Mark(codes, seen.Reserve(_dictionaryCount))));
            DictionaryCodeWriter.Write(codes, _dictionaryCount, chunk.Page);
            return PageEncoding.RleDictionary;
        }

        var values = _texts.Values(page.FirstValue, page.ValueCount, chunk.Workspace);
        _pageRanges.Add(BinaryRange.Of(values, []));
        if (values.Count == 0 || _encoding == PageEncoding.Plain)
        {
            AppendPlain(values, chunk.Page);
            return PageEncoding.Plain;
        }

        if (_encoding == PageEncoding.DeltaByteArray)
        {
            DeltaBytesEncoder.Encode(values, chunk.Workspace.Lengths, chunk.Page);
        }
        else
        {
            DeltaLengthEncoder.Encode(values, chunk.Workspace.Lengths, chunk.Page);
        }

        return _encoding;
    }

    protected override ValueStatistics EndChunk()
    {
        var range = default(BinaryRange);
        _pageRanges.ForEach(page => range.Include(page));
        _summary.Add(NullCount, range);
        var min = range.Min is null ? null : BinaryBounds.Lower(range.Min, _isUtf8);
        var max = range.Max is null ? null : BinaryBounds.Upper(range.Max, _isUtf8);
        return new ValueStatistics
        {
            Min = min,
            Max = max,
            IsMinExact = ReferenceEquals(min, range.Min),
            IsMaxExact = ReferenceEquals(max, range.Max),
        };
    }

    protected override PageBounds Bounds(int page)
    {
        // Where no short text is an upper bound, the whole text is one.
        var range = _pageRanges[page];
        return range.Min is null ? default : new PageBounds(BinaryBounds.Lower(range.Min, _isUtf8), BinaryBounds.Upper(range.Max!, _isUtf8) ?? range.Max);
    }

    protected override BoundaryOrder Order(IReadOnlyList<int> pages) => PageBounds.Order(
        pages.Count,
        (left, right) => Bounds(pages[left]).Min.AsSpan().SequenceCompareTo(Bounds(pages[right]).Min),
        (left, right) => Bounds(pages[left]).Max.AsSpan().SequenceCompareTo(Bounds(pages[right]).Max));

    protected override void AppendHashes(BufferBuilder<ulong> hashes)
    {
        // Where all texts have codes, those of the dictionary are all there are.
        var texts = _texts.AreCodes || _codedCount == _texts.Count ? _texts.Dictionary.Values : _texts.Values(0, _texts.Count);
        for (var index = 0; index < texts.Count; index++)
        {
            hashes.Append(BloomFilter.Hash(texts[index]));
        }
    }

    protected override void ClearValues() => _texts.Clear();

    protected override void DisposeValues() => _texts.Dispose();

    private PageEncoding ChooseWithoutDictionary()
    {
        if (!MayUseDeltas || (Encoding != ParquetEncoding.Delta && _texts.Count < LeastDeltaCount))
        {
            return PageEncoding.Plain;
        }

        return !_texts.AreCodes && DeltaBytesEncoder.EstimateSharedPart(_texts.Values(0, _texts.Count)) >= WorthwhileSharedPart
            ? PageEncoding.DeltaByteArray
            : PageEncoding.DeltaLengthByteArray;
    }

    /// <summary>Finds the codes of the first texts, as many as fit the dictionary, and returns how many; none when the dictionary does not pay.</summary>
    private int BuildDictionary()
    {
        _dictionaryCount = 0;
        if (_texts.Count == 0 || !MayUseDictionary)
        {
            return 0;
        }

        var weight = Options.Compression == Compression.Uncompressed ? 1 : CompressedPart;
        var perValue = _encoding == PageEncoding.Plain ? LengthByteCount : 1;
        var trial = new DictionaryTrial(_texts.Count, (_texts.TextByteCount(0, _texts.Count) * weight) + (_texts.Count * perValue));
        var coded = _texts.AreCodes ? _texts.CountCodesWithin(Options.DictionaryByteLimit, out _dictionaryCount) : EncodeTexts(ref trial, weight);
        var isWanted = Encoding == ParquetEncoding.Dictionary
            || trial.Pays(coded, DictionaryCodeWriter.CountRuns(_texts.Codes[..coded]), _dictionaryCount, DictionaryCost(weight));
        return _dictionaryCount > 0 && isWanted ? coded : 0;
    }

    private int EncodeTexts(ref DictionaryTrial trial, double weight)
    {
        _texts.Dictionary.Clear();
        var coded = 0;
        while (coded < _texts.Count)
        {
            var end = Math.Min(_texts.Count, coded + DictionaryTrial.BlockLength);
            _texts.EncodeUpTo(end);
            if (_texts.Dictionary.ByteCount + (_texts.Dictionary.Count * LengthByteCount) > Options.DictionaryByteLimit)
            {
                break;
            }

            coded = end;
            _dictionaryCount = _texts.Dictionary.Count;
            if (Encoding == ParquetEncoding.Automatic && trial.IsHopeless(coded, _dictionaryCount, DictionaryCost(weight)))
            {
                return _dictionaryCount = 0;
            }
        }

        return coded;
    }

    private double DictionaryCost(double weight)
        => (_texts.Dictionary.Values.Slice(0, _dictionaryCount).AllBytes.Length * weight) + (_dictionaryCount * LengthByteCount);

    private static Span<byte> Mark(ReadOnlySpan<int> codes, Span<byte> seen)
    {
        seen.Clear();
        foreach (var code in codes)
        {
            seen[code] = 1;
        }

        return seen;
    }

    private static void AppendPlain(BinaryValues values, BufferBuilder<byte> output)
    {
        var target = output.Reserve(values.AllBytes.Length + (values.Count * LengthByteCount));
        for (var index = 0; index < values.Count; index++)
        {
            var text = values[index];
            BinaryPrimitives.WriteInt32LittleEndian(target, text.Length);
            text.CopyTo(target[LengthByteCount..]);
            target = target[(LengthByteCount + text.Length)..];
        }
    }
}
