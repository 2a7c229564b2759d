using System.Buffers.Binary;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Decodes the hybrid of run lengths and bit packing: dictionary codes, levels and booleans. Source: parquet-format, Encodings.md, "Run Length
/// Encoding / Bit-Packing Hybrid (RLE = 3)".
/// </summary>
internal sealed class HybridDecoder
{
    private ReadOnlyMemory<byte> _data;
    private ReadOnlyMemory<byte> _packed;
    private int _width;
    private int _position;
    private long _runLeft;
    private bool _isRepeated;
    private int _repeatedValue;
    private int _packedIndex;

    /// <summary>Starts on new data.</summary>
    /// <param name="data">Runs, without the length that may stand before them; must outlive its use here.</param>
    /// <param name="width">Bits per value, 0 to 32.</param>
    public void Reset(ReadOnlyMemory<byte> data, int width)
    {
        if (width is not (>= 0 and <= BitUnpacking.MaxWidth))
        {
            throw new CorruptDataException($"a bit width of {width}, expected 0 to {BitUnpacking.MaxWidth}");
        }

        _data = data;
        _width = width;
        _position = 0;
        _runLeft = 0;
    }

    /// <summary>Starts on bit-packed values without any run header, such as plain booleans.</summary>
    public void ResetToPacked(ReadOnlyMemory<byte> data, int width)
    {
        Reset(data, width);
        _isRepeated = false;
        _packedIndex = 0;
        _runLeft = data.Length * 8L / width;
        _packed = data;
        _position = data.Length;
    }

    /// <summary>Decodes the next values.</summary>
    /// <param name="destination">Filled completely.</param>
    /// <param name="runs">Told of the values too, as long as it is open; null when nobody asks for runs.</param>
    /// <exception cref="CorruptDataException">There are fewer values, or a run is malformed.</exception>
    public void Decode(Span<int> destination, RunCollector? runs = null)
    {
        while (!destination.IsEmpty)
        {
            var taken = TakeRun(destination.Length);
            if (_isRepeated)
            {
                destination[..taken].Fill(_repeatedValue);
                if (runs is { IsOpen: true })
                {
                    runs.Append(_repeatedValue, taken);
                }
            }
            else
            {
                BitUnpacking.Unpack(_packed.Span, _width, _packedIndex, destination[..taken]);
                _packedIndex += taken;
                runs?.Append(destination[..taken]);
            }

            destination = destination[taken..];
        }
    }

    /// <summary>Decodes the next values of a width of at most 8 bits.</summary>
    public void Decode(Span<byte> destination)
    {
        Span<int> scratch = stackalloc int[256];
        while (!destination.IsEmpty)
        {
            var taken = TakeRun(destination.Length);
            if (_isRepeated)
            {
                destination[..taken].Fill((byte)_repeatedValue);
                destination = destination[taken..];
                continue;
            }

            for (var part = destination[..taken]; !part.IsEmpty;)
            {
                var values = scratch[..Math.Min(scratch.Length, part.Length)];
                BitUnpacking.Unpack(_packed.Span, _width, _packedIndex, values);
                for (var index = 0; index < values.Length; index++)
                {
                    part[index] = (byte)values[index];
                }

                _packedIndex += values.Length;
                part = part[values.Length..];
            }

            destination = destination[taken..];
        }
    }

    /// <summary>Decodes the next values of a width of 1 bit into a range of a bitmap.</summary>
    /// <returns>How many of them are one.</returns>
    public int DecodeBits(Span<ulong> destination, int start, int count)
    {
        var ones = 0;
        while (count > 0)
        {
            var taken = TakeRun(count);
            if (_isRepeated)
            {
                BitCopy.Fill(destination, start, taken, _repeatedValue != 0);
                ones += _repeatedValue != 0 ? taken : 0;
            }
            else
            {
                ones += BitCopy.Copy(_packed.Span, _packedIndex, destination, start, taken);
                _packedIndex += taken;
            }

            start += taken;
            count -= taken;
        }

        return ones;
    }

    /// <summary>Passes over the next values.</summary>
    public void Skip(int count)
    {
        while (count > 0)
        {
            var taken = TakeRun(count);
            _packedIndex += _isRepeated ? 0 : taken;
            count -= taken;
        }
    }

    private int TakeRun(int wanted)
    {
        while (_runLeft == 0)
        {
            ReadRun();
        }

        var taken = (int)Math.Min(_runLeft, wanted);
        _runLeft -= taken;
        return taken;
    }

    private void ReadRun()
    {
        var header = ReadHeader();
        _isRepeated = (header & 1) == 0;
        if (_isRepeated)
        {
            _runLeft = header >> 1;
            _repeatedValue = ReadRepeatedValue();
            return;
        }

        // Some writers cut the last run's padding off, so the bytes that are there decide how many values there are.
        var byteCount = (int)Math.Min((long)(header >> 1) * _width, _data.Length - _position);
        _runLeft = _width == 0 ? (header >> 1) * 8L : byteCount * 8L / _width;
        if (_runLeft == 0 && header >> 1 != 0)
        {
            throw new CorruptDataException("the data end before a bit-packed run");
        }

        // Not cut off at the run's end: unpacking whole vectors may read beyond it.
        _packed = _data[_position..];
        _packedIndex = 0;
        _position += byteCount;
    }

    private uint ReadHeader()
    {
        var span = _data.Span;
        var header = 0UL;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_position >= span.Length)
            {
                throw new CorruptDataException("the runs end before the last value");
            }

            var next = span[_position++];
            header |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return header <= uint.MaxValue ? (uint)header : throw new CorruptDataException($"a run of length {header >> 1}");
            }
        }

        throw new CorruptDataException("the length of a run has more than 5 bytes");
    }

    private int ReadRepeatedValue()
    {
        var byteCount = (_width + 7) >> 3;
        if (_data.Length - _position < byteCount)
        {
            throw new CorruptDataException("the data end inside a repeated value");
        }

        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        bytes.Clear();
        _data.Span.Slice(_position, byteCount).CopyTo(bytes);
        _position += byteCount;
        var value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return value >> (_width & 31) == 0 || _width == BitUnpacking.MaxWidth
            ? (int)value
            : throw new CorruptDataException($"a repeated value of {value}, which does not fit {_width} bits");
    }
}
