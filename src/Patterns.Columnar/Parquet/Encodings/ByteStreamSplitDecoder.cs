using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Values whose first bytes lie together, then their second bytes, and so on. Source: parquet-format, Encodings.md, "Byte Stream Split
/// (BYTE_STREAM_SPLIT = 9)".
/// </summary>
internal sealed class ByteStreamSplitDecoder : FixedWidthDecoder
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly int _width;
    private readonly int _count;
    private byte[] _plain = [];
    private int _position;

    public ByteStreamSplitDecoder(ReadOnlyMemory<byte> data, int width)
    {
        if (data.Length % width != 0)
        {
            throw new CorruptDataException($"{data.Length} bytes are split into {width} streams");
        }

        _data = data;
        _width = width;
        _count = data.Length / width;
    }

    public override ReadOnlySpan<byte> Take(int count)
    {
        Skip(count);
        if (_plain.Length < count * _width)
        {
            _plain = new byte[count * _width];
        }

        var plain = _plain.AsSpan(0, count * _width);
        ByteInterleaving.Interleave(_data.Span[(_position - count)..], _count, _width, plain);
        return plain;
    }

    public override void Skip(int count)
    {
        if (count > _count - _position)
        {
            throw new CorruptDataException($"{_count - _position} values are left, {count} are asked for");
        }

        _position += count;
    }
}
