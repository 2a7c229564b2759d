namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Values that lie in the page as they are. Source: parquet-format, Encodings.md, "Plain (PLAIN = 0)".</summary>
internal sealed class PlainFixedWidthDecoder(ReadOnlyMemory<byte> data, int width) : FixedWidthDecoder
{
    private int _position;

    public override int MaxCount => int.MaxValue;

    public override ReadOnlySpan<byte> Take(int count)
    {
        var byteCount = (long)count * width;
        if (byteCount > data.Length - _position)
        {
            throw new CorruptDataException($"{data.Length - _position} bytes are left for {count} values of {width} bytes");
        }

        var taken = data.Span.Slice(_position, (int)byteCount);
        _position += taken.Length;
        return taken;
    }
}
