using System.Buffers.Binary;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Decompresses zstd frames without a dictionary. Keeps its tables between calls; not thread safe. Source: RFC 8878.</summary>
internal sealed class ZstdDecoder
{
    private const uint Magic = 0xFD2FB528;
    private const uint SkippableMagic = 0x184D2A50;
    private const uint SkippableMask = 0xFFFFFFF0;
    private const int BlockHeaderByteCount = 3;
    private const int MaxBlockByteCount = 128 << 10;
    private const int ChecksumByteCount = 4;

    private readonly BlockDecoder _blocks = new();

    private enum BlockKind
    {
        Raw,
        Repeated,
        Compressed,
    }

    /// <summary>The most bytes that frames can decompress to, from the headers of their blocks alone.</summary>
    public static long LargestOutput(ReadOnlySpan<byte> source)
    {
        var total = 0L;
        while (TryReadFrameHeader(ref source, out var hasChecksum))
        {
            for (var isLast = false; !isLast;)
            {
                var (kind, size, last) = ReadBlockHeader(ref source);
                total += kind == BlockKind.Compressed ? MaxBlockByteCount : size;
                source = source[StoredByteCount(kind, size, source)..];
                isLast = last;
            }

            source = source[(hasChecksum ? Math.Min(ChecksumByteCount, source.Length) : 0)..];
        }

        return total;
    }

    /// <summary>Decompresses frames.</summary>
    /// <param name="source">All frames.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">The frames are malformed or of another length.</exception>
    public void Decode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var written = 0;
        while (TryReadFrameHeader(ref source, out var hasChecksum))
        {
            var start = written;
            _blocks.Reset();
            for (var isLast = false; !isLast;)
            {
                var (kind, size, last) = ReadBlockHeader(ref source);
                var stored = source[..StoredByteCount(kind, size, source)];
                source = source[stored.Length..];
                written = DecodeBlock(kind, size, stored, destination, start, written);
                isLast = last;
            }

            source = source[(hasChecksum ? CheckedContent(source, destination[start..written]) : 0)..];
        }

        if (written != destination.Length)
        {
            throw new CorruptDataException($"zstd decompresses to {written} bytes, expected {destination.Length}");
        }
    }

    private int DecodeBlock(BlockKind kind, int size, ReadOnlySpan<byte> stored, Span<byte> destination, int start, int written)
    {
        if (kind != BlockKind.Compressed)
        {
            if (size > destination.Length - written)
            {
                throw new CorruptDataException($"zstd decompresses to more than {destination.Length} bytes");
            }

            var target = destination.Slice(written, size);
            if (kind == BlockKind.Raw)
            {
                stored.CopyTo(target);
            }
            else
            {
                target.Fill(stored[0]);
            }

            return written + size;
        }

        return start + _blocks.Decode(stored, destination[start..], written - start);
    }

    /// <summary>Reads the header of a frame, passing over skippable ones; false at the end.</summary>
    private static bool TryReadFrameHeader(ref ReadOnlySpan<byte> source, out bool hasChecksum)
    {
        hasChecksum = false;
        while (!source.IsEmpty)
        {
            var magic = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref source, sizeof(uint)));
            if ((magic & SkippableMask) == SkippableMagic)
            {
                var length = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref source, sizeof(uint)));
                Take(ref source, length);
                continue;
            }

            if (magic != Magic)
            {
                throw new CorruptDataException($"a zstd frame starts with {magic:x8}, expected {Magic:x8}");
            }

            var descriptor = Take(ref source, 1)[0];
            var isSingleSegment = (descriptor & 0x20) != 0;
            hasChecksum = (descriptor & 0x04) != 0;
            var contentSizeBytes = (descriptor >> 6) switch { 0 => isSingleSegment ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
            var dictionaryIdBytes = (descriptor & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 };
            if ((descriptor & 0x08) != 0)
            {
                throw new CorruptDataException("a zstd frame has its reserved bit set");
            }

            Take(ref source, isSingleSegment ? 0u : 1u);
            if (Take(ref source, (uint)dictionaryIdBytes).ContainsAnyExcept((byte)0))
            {
                throw new CorruptDataException("a zstd frame needs a dictionary, which Parquet does not have");
            }

            Take(ref source, (uint)contentSizeBytes);
            return true;
        }

        return false;
    }

    private static (BlockKind Kind, int Size, bool IsLast) ReadBlockHeader(ref ReadOnlySpan<byte> source)
    {
        var bytes = Take(ref source, BlockHeaderByteCount);
        var header = bytes[0] | bytes[1] << 8 | bytes[2] << 16;
        var (kind, size) = (header >> 1 & 3, header >> 3);
        if (kind > (int)BlockKind.Compressed || size > MaxBlockByteCount)
        {
            throw new CorruptDataException($"a zstd block of type {kind} and {size} bytes; types 0 to 2 and {MaxBlockByteCount} bytes are possible");
        }

        return ((BlockKind)kind, size, (header & 1) != 0);
    }

    private static int StoredByteCount(BlockKind kind, int size, ReadOnlySpan<byte> source)
    {
        var byteCount = kind == BlockKind.Repeated ? 1 : size;
        return byteCount <= source.Length ? byteCount : throw new CorruptDataException($"a zstd block of {byteCount} bytes with {source.Length} bytes left");
    }

    private static int CheckedContent(ReadOnlySpan<byte> source, ReadOnlySpan<byte> content)
    {
        var expected = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref source, ChecksumByteCount));
        var actual = (uint)XxHash64.HashBytes(content, seed: 0);
        return actual == expected ? ChecksumByteCount : throw new CorruptDataException($"a zstd frame has checksum {actual:x8}, expected {expected:x8}");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> source, uint count)
    {
        if (count > source.Length)
        {
            throw new CorruptDataException($"a zstd frame ends {count - source.Length} bytes too early");
        }

        var taken = source[..(int)count];
        source = source[(int)count..];
        return taken;
    }
}
