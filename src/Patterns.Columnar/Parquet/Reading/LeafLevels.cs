using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>The levels of one leaf: decoded page by page, collected for the rows of a batch, and turned into the validity of its slots.</summary>
internal sealed class LeafLevels(SchemaNode node) : IDisposable
{
    private const int PendingLevels = 4096;

    private readonly HybridDecoder _definitionDecoder = new();
    private readonly HybridDecoder _repetitionDecoder = new();
    private readonly BufferBuilder<byte> _definitions = new();
    private readonly BufferBuilder<byte> _repetitions = new();
    private readonly RowBits _validity = new();
    private readonly byte[] _pending = node.Repetition > 0 ? new byte[PendingLevels] : [];
    private int _pendingStart;
    private int _pendingEnd;

    /// <summary>One per entry of the rows read; empty for a leaf that is not nested, or that is required all the way from the root.</summary>
    public ReadOnlySpan<byte> Definitions => _definitions.Span;

    /// <summary>One per entry of the rows read; empty for a leaf that is not in a list.</summary>
    public ReadOnlySpan<byte> Repetitions => _repetitions.Span;

    /// <summary>One bit per slot of the rows read, one for a value; those of slots to come are unspecified.</summary>
    public ReadOnlySpan<ulong> ValidityWords => _validity.Words;

    /// <summary>Rows that begin in the entries read.</summary>
    public int RowsStarted { get; private set; }

    private bool IsNested => node.Path.Count > 1 || node.Repetition > 0;

    /// <summary>Starts on a page and returns what follows its levels.</summary>
    public ReadOnlyMemory<byte> StartPage(PageHeader header, ReadOnlyMemory<byte> page)
    {
        DropPage();
        return header.Kind == PageKind.Data ? StartV1(header, page) : StartV2(header, page);
    }

    /// <summary>Forgets what is left of the page.</summary>
    public void DropPage() => _pendingStart = _pendingEnd = 0;

    /// <summary>Takes repetition levels up to the first that begins a row beyond those wanted, and returns how many.</summary>
    /// <param name="rowCount">Rows wanted in all.</param>
    /// <param name="pageLeft">Entries left in the page, at least one.</param>
    /// <param name="maxElements">Entries that these rows may have.</param>
    public int TakeRepetitions(int rowCount, int pageLeft, long maxElements)
    {
        if (_pendingStart == _pendingEnd)
        {
            _pendingStart = 0;
            _pendingEnd = Math.Min(pageLeft, _pending.Length);
            _repetitionDecoder.Decode(_pending.AsSpan(0, _pendingEnd));
            Check(_pending.AsSpan(0, _pendingEnd), node.Repetition);
        }

        var levels = _pending.AsSpan(_pendingStart, _pendingEnd - _pendingStart);
        if (RowsStarted == 0 && levels[0] != 0)
        {
            throw new CorruptDataException($"the first entry has repetition level {levels[0]}, but a row begins with 0");
        }

        var taken = 0;
        while (taken < levels.Length && (levels[taken] != 0 || RowsStarted < rowCount))
        {
            RowsStarted += levels[taken++] == 0 ? 1 : 0;
        }

        if (_repetitions.Count + taken > maxElements)
        {
            throw new CorruptDataException($"{RowsStarted} rows have more than {_repetitions.Count} elements");
        }

        _repetitions.Append(levels[..taken]);
        _pendingStart += taken;
        return taken;
    }

    /// <summary>Reads definition levels and returns how many slots and how many values they stand for.</summary>
    public (int Slots, int Values) TakeDefinitions(int count)
    {
        if (node.Definition == 0)
        {
            return (count, count);
        }

        if (!IsNested)
        {
            var start = _validity.Count;
            _validity.Extend(count);
            var values = _definitionDecoder.DecodeBits(_validity.Words, start, count);
            _validity.AddValues(values);
            return (count, values);
        }

        var levels = _definitions.Reserve(count);
        _definitionDecoder.Decode(levels);
        Check(levels, node.Definition);
        return LevelKernels.AppendValidity(levels, node.SlotDefinition, node.Definition, _validity);
    }

    /// <summary>Passes over definition levels of a leaf outside lists and returns how many values they stand for.</summary>
    public int SkipDefinitions(int count)
    {
        if (node.Definition == 0)
        {
            return count;
        }

        Span<byte> levels = stackalloc byte[256];
        var values = 0;
        while (count > 0)
        {
            var part = levels[..Math.Min(count, levels.Length)];
            _definitionDecoder.Decode(part);
            values += part.Count((byte)node.Definition);
            count -= part.Length;
        }

        return values;
    }

    /// <summary>Hands the validity over; levels stay until <see cref="Clear"/>.</summary>
    public Validity DetachValidity() => _validity.Detach();

    /// <summary>Drops what was read.</summary>
    public void Clear()
    {
        _definitions.Truncate(0);
        _repetitions.Truncate(0);
        _validity.Clear();
        RowsStarted = 0;
    }

    public void Dispose()
    {
        _definitions.Dispose();
        _repetitions.Dispose();
        _validity.Dispose();
    }

    private static void Check(ReadOnlySpan<byte> levels, int largest)
    {
        var wrong = levels.IndexOfAnyExceptInRange((byte)0, (byte)largest);
        if (wrong >= 0)
        {
            throw new CorruptDataException($"a level of {levels[wrong]}, expected 0 to {largest}");
        }
    }

    private ReadOnlyMemory<byte> StartV1(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (node.Repetition > 0)
        {
            page = page[LevelDecoding.StartV1(_repetitionDecoder, page, header.RepetitionLevelEncoding, node.Repetition, header.ValueCount)..];
        }

        return node.Definition == 0
            ? page
            : page[LevelDecoding.StartV1(_definitionDecoder, page, header.DefinitionLevelEncoding, node.Definition, header.ValueCount)..];
    }

    private ReadOnlyMemory<byte> StartV2(PageHeader header, ReadOnlyMemory<byte> page)
    {
        var repetitions = page[..header.RepetitionLevelByteCount];
        var definitions = page.Slice(repetitions.Length, header.DefinitionLevelByteCount);
        _repetitionDecoder.Reset(repetitions, LevelDecoding.BitWidth(node.Repetition));
        _definitionDecoder.Reset(definitions, LevelDecoding.BitWidth(node.Definition));
        return page[(repetitions.Length + definitions.Length)..];
    }
}
