using System.Buffers.Binary;
using System.Numerics;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>
/// Reads bits from the end of a stream to its begin. The highest one of the last byte marks the end. Bits before the begin are zeros, which
/// decoders peek at, but must not consume. Source: RFC 8878, section 4.1 and 4.2.2.
/// </summary>
internal ref struct ReverseBits
{
    private readonly ReadOnlySpan<byte> _data;
    private int _left;

    public ReverseBits(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[^1] == 0)
        {
            throw new CorruptDataException("a zstd bit stream has no end mark");
        }

        _data = data;
        _left = (data.Length * 8) - BitOperations.LeadingZeroCount((uint)data[^1] << 24) - 1;
    }

    /// <summary>Bits that are left; negative when more were consumed than there were.</summary>
    public readonly int Left => _left;

    /// <summary>The next bits, up to 56, without consuming them.</summary>
    public readonly ulong Peek(int count)
    {
        var start = _left - count;
        if (start < 0)
        {
            // Zeros stand in for the bits before the stream.
            return start <= -64 || _left <= 0 ? 0 : Window(0, _left) << -start;
        }

        return Window(start, count);
    }

    public void Skip(int count) => _left -= count;

    public ulong Read(int count)
    {
        var value = Peek(count);
        _left -= count;
        return value;
    }

    private readonly ulong Window(int start, int count)
    {
        var offset = start >> 3;
        var window = 0UL;
        if (_data.Length - offset >= sizeof(ulong))
        {
            window = BinaryPrimitives.ReadUInt64LittleEndian(_data[offset..]);
        }
        else
        {
            for (var index = _data.Length - 1; index >= offset; index--)
            {
                window = window << 8 | _data[index];
            }
        }

        return window >> (start & 7) & ((1UL << count) - 1);
    }
}
