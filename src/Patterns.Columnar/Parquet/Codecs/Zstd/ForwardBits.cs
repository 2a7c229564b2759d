namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Reads bits from the begin of bytes, the least significant first.</summary>
internal ref struct ForwardBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>Bytes that the bits read so far take.</summary>
    public readonly int ByteCount => (_position + 7) >> 3;

    /// <summary>The next bits, up to 24; zeros behind the end.</summary>
    public readonly int Peek(int count)
    {
        var window = 0U;
        for (var index = 3; index >= 0; index--)
        {
            var offset = (_position >> 3) + index;
            window = window << 8 | (offset < _data.Length ? _data[offset] : 0U);
        }

        return (int)(window >> (_position & 7) & ((1U << count) - 1));
    }

    public void Skip(int count)
    {
        _position += count;
        if (_position > _data.Length * 8)
        {
            throw new CorruptDataException("the data end inside the description of a zstd table");
        }
    }

    public int Read(int count)
    {
        var value = Peek(count);
        Skip(count);
        return value;
    }
}
