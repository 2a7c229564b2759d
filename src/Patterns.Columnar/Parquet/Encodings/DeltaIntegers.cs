using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Decodes integers stored as differences, some at a time. Source: parquet-format, Encodings.md, "Delta Encoding (DELTA_BINARY_PACKED = 5)".
/// </summary>
internal sealed class DeltaIntegers
{
    private const int PackedGroup = 8;
    private const int MaxBitWidth = 64;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly int _miniBlocksPerBlock;
    private readonly int _valuesPerMiniBlock;
    private int _position;
    private int _widths;
    private int _miniBlock;
    private int _miniBlockStart;
    private int _miniBlockIndex;
    private int _width;
    private long _minDelta;
    private long _last;
    private bool _hasReadFirst;

    /// <param name="data">Starts with the header; may be empty when there are no values.</param>
    public DeltaIntegers(ReadOnlyMemory<byte> data)
    {
        _data = data;
        if (data.IsEmpty)
        {
            return;
        }

        var blockSize = ReadUnsigned();
        var miniBlocks = ReadUnsigned();
        var count = ReadUnsigned();
        _last = ReadSigned();
        if (miniBlocks == 0 || blockSize == 0 || blockSize % miniBlocks != 0 || blockSize / miniBlocks % PackedGroup != 0 || blockSize > int.MaxValue || count > int.MaxValue)
        {
            throw new CorruptDataException($"{count} differences in blocks of {blockSize} values in {miniBlocks} parts");
        }

        _miniBlocksPerBlock = (int)miniBlocks;
        _valuesPerMiniBlock = (int)(blockSize / miniBlocks);
        Remaining = (int)count;

        // As if a block had just ended.
        _miniBlock = _miniBlocksPerBlock;
        _miniBlockIndex = _valuesPerMiniBlock;
    }

    /// <summary>Values that are left.</summary>
    public int Remaining { get; private set; }

    /// <summary>Decodes the next values.</summary>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">There are fewer values.</exception>
    public void Decode(Span<long> destination)
    {
        if (destination.Length > Remaining)
        {
            throw new CorruptDataException($"{Remaining} differences are left for {destination.Length} values");
        }

        Remaining -= destination.Length;
        if (!_hasReadFirst && !destination.IsEmpty)
        {
            destination[0] = _last;
            destination = destination[1..];
            _hasReadFirst = true;
        }

        while (!destination.IsEmpty)
        {
            if (_miniBlockIndex == _valuesPerMiniBlock)
            {
                NextMiniBlock();
            }

            var taken = Math.Min(destination.Length, _valuesPerMiniBlock - _miniBlockIndex);
            DecodeDeltas(destination[..taken]);
            destination = destination[taken..];
        }
    }

    /// <summary>Passes over all values and returns the position behind them.</summary>
    public int SkipAll()
    {
        Remaining = Math.Max(0, Remaining - (_hasReadFirst ? 0 : 1));
        while (Remaining > 0)
        {
            NextMiniBlock();
            Remaining -= Math.Min(Remaining, _valuesPerMiniBlock);
        }

        return Math.Min(_data.Length, _position);
    }

    private void DecodeDeltas(Span<long> values)
    {
        var packed = _data.Span[_miniBlockStart..];
        if (((long)_miniBlockIndex + values.Length) * _width > packed.Length * 8L)
        {
            throw new CorruptDataException($"the data end inside differences of {_width} bits");
        }

        BitUnpacking.Unpack(packed, _width, _miniBlockIndex, values);
        _miniBlockIndex += values.Length;
        var last = _last;
        foreach (ref var value in values)
        {
            // Overflow is part of the encoding: differences wrap around.
            last = unchecked(last + _minDelta + value);
            value = last;
        }

        _last = last;
    }

    private void NextMiniBlock()
    {
        if (++_miniBlock >= _miniBlocksPerBlock)
        {
            _minDelta = ReadSigned();
            _widths = _position;
            _position += _miniBlocksPerBlock;
            _miniBlock = 0;
        }

        if (_position > _data.Length)
        {
            throw new CorruptDataException("the data end before the last block of differences");
        }

        _width = _data.Span[_widths + _miniBlock];
        if (_width > MaxBitWidth)
        {
            throw new CorruptDataException($"differences of {_width} bits, at most {MaxBitWidth} are possible");
        }

        _miniBlockStart = _position;
        _miniBlockIndex = 0;
        var byteCount = (long)_valuesPerMiniBlock * _width / 8;
        _position = (int)Math.Min(int.MaxValue, _position + byteCount);
    }

    private long ReadSigned()
    {
        var bits = ReadUnsigned();
        return (long)(bits >> 1) ^ -(long)(bits & 1);
    }

    private ulong ReadUnsigned()
    {
        var span = _data.Span;
        var value = 0UL;
        for (var shift = 0; shift < 70 && _position < span.Length; shift += 7)
        {
            var next = span[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new CorruptDataException("the header of a block of differences is malformed");
    }
}
