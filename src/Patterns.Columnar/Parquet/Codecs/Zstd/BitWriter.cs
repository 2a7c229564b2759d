using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Writes bits from the begin of bytes, the least significant first. What was written last is what <see cref="ReverseBits"/> reads first.</summary>
internal ref struct BitWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;
    private ulong _bits;
    private int _bitCount;
    private int _written;

    /// <summary>Appends the lowest bits of a value.</summary>
    /// <param name="value">Higher bits must be zero.</param>
    /// <param name="count">0 to 32.</param>
    public void Write(uint value, int count)
    {
        _bits |= (ulong)value << _bitCount;
        _bitCount += count;
        if (_bitCount >= 32)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_destination[_written..], (uint)_bits);
            _written += sizeof(uint);
            _bits >>= 32;
            _bitCount -= 32;
        }
    }

    /// <summary>Appends the mark that a reader from the end looks for, and returns the number of bytes.</summary>
    public int Close()
    {
        Write(1, 1);
        return Flush();
    }

    /// <summary>Fills the last byte up with zeros and returns the number of bytes.</summary>
    public int Flush()
    {
        for (; _bitCount > 0; _bitCount -= 8, _bits >>= 8)
        {
            _destination[_written++] = (byte)_bits;
        }

        _bitCount = 0;
        return _written;
    }
}
