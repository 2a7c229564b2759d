using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Decompresses snappy blocks without framing. Source: google/snappy, format_description.txt.</summary>
internal static class SnappyDecoder
{
    // The best that a block can do is copies of 64 bytes in 3 bytes each.
    private const int LargestCopy = 64;
    private const int CopyByteCount = 3;

    /// <summary>The most bytes that a block of a length can decompress to.</summary>
    public static long LargestOutput(int length) => ((long)length + CopyByteCount) / CopyByteCount * LargestCopy;

    /// <summary>Decompresses a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="destination">Filled completely; the block must say the same length.</param>
    /// <exception cref="CorruptDataException">The block is malformed or of another length.</exception>
    public static void Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var position = 0;
        var length = ReadLength(source, ref position);
        if (length != (uint)destination.Length)
        {
            throw new CorruptDataException($"a snappy block of {length} bytes, expected {destination.Length}");
        }

        var written = Decode(source[position..], destination, out var isValid);
        if (!isValid || written != destination.Length)
        {
            throw new CorruptDataException($"a snappy block is malformed: {written} of {destination.Length} bytes could be decompressed");
        }
    }

    private static uint ReadLength(ReadOnlySpan<byte> source, ref int position)
    {
        var length = 0UL;
        for (var shift = 0; shift < 35 && position < source.Length; shift += 7)
        {
            var next = source[position++];
            length |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return length <= int.MaxValue ? (uint)length : throw new CorruptDataException($"a snappy block of {length} bytes");
            }
        }

        throw new CorruptDataException("a snappy block ends inside its length");
    }

    private static unsafe int Decode(ReadOnlySpan<byte> source, Span<byte> destination, out bool isValid)
    {
        isValid = false;
        fixed (byte* sourceStart = &MemoryMarshal.GetReference(source))
        fixed (byte* start = &MemoryMarshal.GetReference(destination))
        {
            // Bounds: every step compares what it will read with sourceEnd and what it will write with end before it does either; a copy's
            // offset is compared with what was written so far. The quick steps leave to these what they do not do, errors among it.
            var next = sourceStart;
            var sourceEnd = sourceStart + source.Length;
            var output = start;
            var end = start + destination.Length;
            while (next < sourceEnd)
            {
                if (sourceEnd - next > SnappySteps.Slack && end - output > SnappySteps.Slack)
                {
                    SnappySteps.Take(ref next, sourceEnd - SnappySteps.Slack, start, ref output, end - SnappySteps.Slack);
                }

                uint tag = *next++;
                long length;
                if ((tag & 3) == 0)
                {
                    length = (tag >> 2) + 1;
                    if (length > 60)
                    {
                        var lengthBytes = (int)length - 60;
                        if (sourceEnd - next < lengthBytes)
                        {
                            break;
                        }

                        length = ReadLittleEndian(next, lengthBytes) + 1L;
                        next += lengthBytes;
                    }

                    if (length > sourceEnd - next || length > end - output)
                    {
                        break;
                    }

                    Buffer.MemoryCopy(next, output, end - output, length);
                    next += length;
                    output += length;
                    continue;
                }

                long offset;
                if ((tag & 3) == 1)
                {
                    if (next == sourceEnd)
                    {
                        break;
                    }

                    length = 4 + (tag >> 2 & 7);
                    offset = (tag >> 5 << 8) | *next++;
                }
                else
                {
                    var offsetBytes = (tag & 3) == 2 ? 2 : 4;
                    if (sourceEnd - next < offsetBytes)
                    {
                        break;
                    }

                    length = (tag >> 2) + 1;
                    offset = offsetBytes == 2 ? Unsafe.ReadUnaligned<ushort>(next) : Unsafe.ReadUnaligned<uint>(next);
                    next += offsetBytes;
                }

                if (offset == 0 || offset > output - start || length > end - output)
                {
                    break;
                }

                // One byte after the other: a copy may read what it has just written.
                for (; length > 0; length--, output++)
                {
                    *output = output[-offset];
                }
            }

            isValid = next == sourceEnd;
            return (int)(output - start);
        }
    }

    private static unsafe long ReadLittleEndian(byte* bytes, int count)
    {
        var value = 0U;
        for (var index = count - 1; index >= 0; index--)
        {
            value = value << 8 | bytes[index];
        }

        return value;
    }
}
