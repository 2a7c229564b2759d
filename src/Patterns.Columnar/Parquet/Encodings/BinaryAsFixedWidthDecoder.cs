using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Bytes of any length that must all be of one length, handed out as values of that width.</summary>
internal sealed class BinaryAsFixedWidthDecoder(BinaryDecoder values, int width) : FixedWidthDecoder
{
    private byte[] _plain = [];
    private int[] _starts = [];

    public override ReadOnlySpan<byte> Take(int count)
    {
        if (_starts.Length < count)
        {
            _starts = new int[count];
        }

        using var builder = new BufferBuilder<byte>();
        values.Append(_starts.AsSpan(0, count), builder);
        for (var index = 0; index < count; index++)
        {
            if (_starts[index] != index * width)
            {
                throw new CorruptDataException($"value {index} is not of the {width} bytes that its type has");
            }
        }

        if (builder.Count != count * width)
        {
            throw new CorruptDataException($"{count} values of {width} bytes have {builder.Count} bytes");
        }

        _plain = _plain.Length < builder.Count ? builder.Span.ToArray() : _plain;
        builder.Span.CopyTo(_plain);
        return _plain.AsSpan(0, builder.Count);
    }

    public override void Skip(int count) => values.Skip(count);
}
