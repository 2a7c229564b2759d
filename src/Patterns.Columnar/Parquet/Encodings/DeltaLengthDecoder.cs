using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Byte arrays stored as all lengths, then all bytes. Source: parquet-format, Encodings.md, "Delta-length byte array (DELTA_LENGTH_BYTE_ARRAY =
/// 6)".
/// </summary>
internal sealed class DeltaLengthDecoder : BinaryDecoder
{
    private readonly DeltaIntegers _lengths;
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _position;

    public DeltaLengthDecoder(ReadOnlyMemory<byte> data)
    {
        _lengths = new DeltaIntegers(data);
        _bytes = data[new DeltaIntegers(data).SkipAll()..];
    }

    public override void Append(Span<int> starts, BufferBuilder<byte> bytes)
    {
        var first = bytes.Count;
        var total = TakeLengths(starts);
        bytes.Append(_bytes.Span.Slice(_position, total));
        _position += total;
        foreach (ref var start in starts)
        {
            start += first;
        }
    }

    public override void Skip(int count)
    {
        Span<int> starts = stackalloc int[256];
        for (; count > 0; count -= Math.Min(count, starts.Length))
        {
            _position += TakeLengths(starts[..Math.Min(count, starts.Length)]);
        }
    }

    /// <summary>Sets where each value starts after the first and returns how many bytes they have in all.</summary>
    private int TakeLengths(Span<int> starts)
    {
        Span<long> lengths = stackalloc long[256];
        var total = 0L;
        var left = _bytes.Length - _position;
        for (var done = 0; done < starts.Length;)
        {
            var part = lengths[..Math.Min(lengths.Length, starts.Length - done)];
            _lengths.Decode(part);
            foreach (var length in part)
            {
                starts[done++] = (int)total;
                total += length;
                if (length < 0 || total > left)
                {
                    throw new CorruptDataException($"a value of {length} bytes with {left - total + length} bytes left");
                }
            }
        }

        return (int)total;
    }
}
