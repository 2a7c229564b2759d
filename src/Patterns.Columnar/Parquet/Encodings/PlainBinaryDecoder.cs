using System.Buffers.Binary;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Values with a 4-byte length before each. Source: parquet-format, Encodings.md, "Plain (PLAIN = 0)".</summary>
internal sealed class PlainBinaryDecoder(ReadOnlyMemory<byte> data) : BinaryDecoder
{
    private int _position;

    public override void Append(Span<int> starts, BufferBuilder<byte> bytes)
    {
        var source = data.Span[_position..];
        var byteCount = Measure(source, starts, bytes.Count);
        var target = bytes.Reserve(byteCount);
        var first = starts.IsEmpty ? 0 : starts[0];
        var offset = 0;
        for (var index = 0; index < starts.Length; index++)
        {
            var end = index + 1 < starts.Length ? starts[index + 1] - first : byteCount;
            var start = starts[index] - first;
            offset += sizeof(int);
            CopyText(source[offset..], target[start..], end - start);
            offset += end - start;
        }

        _position += offset;
    }

    public override void Skip(int count)
    {
        var source = data.Span;
        for (var index = 0; index < count; index++)
        {
            _position += sizeof(int) + ReadLength(source[_position..]);
        }
    }

    /// <summary>Sets where each value starts and returns how many bytes they have in all.</summary>
    private static int Measure(ReadOnlySpan<byte> source, Span<int> starts, int start)
    {
        var total = 0;
        foreach (ref var position in starts)
        {
            var length = ReadLength(source);
            position = start + total;
            total += length;
            source = source[(sizeof(int) + length)..];
        }

        return total;
    }

    private static int ReadLength(ReadOnlySpan<byte> source)
    {
        if (source.Length < sizeof(int))
        {
            throw new CorruptDataException("the data end before the last value");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(source);
        return (uint)length <= (uint)(source.Length - sizeof(int))
            ? length
            : throw new CorruptDataException($"a value of {(uint)length} bytes with {source.Length - sizeof(int)} bytes left");
    }

    private static void CopyText(ReadOnlySpan<byte> source, Span<byte> target, int length)
    {
        const int Chunk = 16;
        const int WideChunk = 64;
        if (length <= Chunk && source.Length >= Chunk && target.Length >= Chunk)
        {
            // Most texts are short: one move of a fixed size, whose surplus the next value overwrites.
            source[..Chunk].CopyTo(target);
        }
        else if (length <= WideChunk && source.Length >= WideChunk && target.Length >= WideChunk)
        {
            source[..WideChunk].CopyTo(target);
        }
        else
        {
            source[..length].CopyTo(target);
        }
    }
}
