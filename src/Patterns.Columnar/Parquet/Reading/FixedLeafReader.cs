using System.Numerics;
using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Reads a leaf whose values have one width in memory.</summary>
internal sealed class FixedLeafReader<T>(SchemaNode node, DataType type, ValueConversion<T> conversion) : LeafReader(node)
    where T : unmanaged, INumber<T>
{
    private const int CodesAtATime = 1024;

    private readonly BufferBuilder<T> _values = new();
    private readonly BufferBuilder<T> _dictionary = new();
    private readonly DictionaryCodes _codes = new();
    private FixedWidthDecoder? _decoder;

    public override object? ReadBound(ReadOnlySpan<byte> plain)
    {
        if (Node.Element.Type == PhysicalType.ByteArray)
        {
            // Boxes alike whether the column holds 64 or 128 bits.
            return FixedValues.Box(type, BigEndianInteger.Read(plain));
        }

        if (plain.Length != conversion.PlainWidth)
        {
            return null;
        }

        Span<T> value = stackalloc T[1];
        conversion.Convert(plain, value);
        return FixedValues.Box(type, value[0]);
    }

    protected override void LoadDictionary(ReadOnlyMemory<byte> page, int count)
    {
        var plain = PageDecoders.FixedWidth(Node, PageEncoding.Plain, page).Take(count);
        _dictionary.Truncate(0);
        Convert(plain, _dictionary.Reserve(count));
    }

    protected override void StartValues(PageEncoding encoding, ReadOnlyMemory<byte> values)
    {
        if (encoding == PageEncoding.RleDictionary)
        {
            _decoder = null;
            _codes.Start(values, _dictionary.Count);
        }
        else
        {
            _decoder = PageDecoders.FixedWidth(Node, encoding, values);
        }
    }

    protected override void AppendSlots(int slots, int values)
    {
        var target = _values.Reserve(slots);
        if (_decoder is null)
        {
            LookUp(target[..values]);
        }
        else
        {
            for (var rest = target[..values]; !rest.IsEmpty;)
            {
                var part = rest[..Math.Min(rest.Length, _decoder.MaxCount)];
                Convert(_decoder.Take(part.Length), part);
                rest = rest[part.Length..];
            }
        }

        if (values < slots)
        {
            NullSpreading.Spread(target, values, ValidityWords, SlotCount);
        }
    }

    protected override void SkipValues(int count)
    {
        if (_decoder is null)
        {
            _codes.Skip(count);
        }
        else
        {
            _decoder.Skip(count);
        }
    }

    protected override Column BuildColumn(int length, Validity validity) => new FixedColumn<T>(type, length, _values.Detach(), validity);

    protected override void ClearValues() => _values.Truncate(0);

    protected override void DisposeValues()
    {
        _values.Dispose();
        _dictionary.Dispose();
    }

    private void Convert(ReadOnlySpan<byte> plain, Span<T> values)
    {
        conversion.Convert(plain, values);
        if (type is DecimalType decimalType && !DecimalDigits.Fit<T>(values, decimalType))
        {
            throw new CorruptDataException($"a {type} has more than {decimalType.Precision} digits");
        }
    }

    private void LookUp(Span<T> destination)
    {
        Span<int> scratch = stackalloc int[CodesAtATime];
        ReadOnlySpan<T> dictionary = _dictionary.Span;
        while (!destination.IsEmpty)
        {
            var codes = scratch[..Math.Min(CodesAtATime, destination.Length)];
            _codes.Decode(codes);
            for (var index = 0; index < codes.Length; index++)
            {
                destination[index] = dictionary[codes[index]];
            }

            destination = destination[codes.Length..];
        }
    }
}
