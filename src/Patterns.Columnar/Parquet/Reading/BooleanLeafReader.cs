using System.Buffers.Binary;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Reads a leaf of booleans, which stay bits all the way.</summary>
internal sealed class BooleanLeafReader(SchemaNode node) : LeafReader(node)
{
    private readonly RowBits _values = new();
    private readonly HybridDecoder _decoder = new();
    private ulong[] _dense = [];

    public override object? ReadBound(ReadOnlySpan<byte> plain) => plain.Length == 1 ? plain[0] != 0 : null;

    protected override void LoadDictionary(ReadOnlyMemory<byte> page, int count)
        => throw new CorruptDataException("a column of booleans has a dictionary");

    protected override void StartValues(PageEncoding encoding, ReadOnlyMemory<byte> values)
    {
        switch (encoding)
        {
            case PageEncoding.Plain:
                _decoder.ResetToPacked(values, 1);
                break;
            case PageEncoding.Rle:
                StartRuns(values);
                break;
            default:
                throw PageDecoders.Unsupported(Node, encoding);
        }
    }

    protected override void AppendSlots(int slots, int values)
    {
        var start = _values.Count;
        _values.Extend(slots);
        if (values == slots)
        {
            _decoder.DecodeBits(_values.Words, start, values);
            return;
        }

        if (_dense.Length < Bitmap.WordCount(values))
        {
            _dense = new ulong[Bitmap.WordCount(slots)];
        }

        _decoder.DecodeBits(_dense, 0, values);
        BitCopy.Spread(_dense, ValidityWords, _values.Words, start, slots);
    }

    protected override void SkipValues(int count) => _decoder.Skip(count);

    protected override Column BuildColumn(int length, Validity validity) => new BooleanColumn(_values.DetachBits(), validity);

    protected override void ClearValues() => _values.Clear();

    protected override void DisposeValues() => _values.Dispose();

    /// <summary>Runs have their length before them, as those of levels do.</summary>
    private void StartRuns(ReadOnlyMemory<byte> values)
    {
        if (values.IsEmpty)
        {
            _decoder.Reset(values, 1);
            return;
        }

        if (values.Length < sizeof(int) || BinaryPrimitives.ReadUInt32LittleEndian(values.Span) > (uint)(values.Length - sizeof(int)))
        {
            throw new CorruptDataException($"runs of booleans do not fit the {values.Length} bytes of the page");
        }

        _decoder.Reset(values.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(values.Span)), 1);
    }
}
