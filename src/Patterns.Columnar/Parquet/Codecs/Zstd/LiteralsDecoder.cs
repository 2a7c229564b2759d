namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>The literals of a block. Source: RFC 8878, section 3.1.1.3.1.</summary>
internal sealed class LiteralsDecoder
{
    private const int MaxByteCount = 128 << 10;
    private const int JumpTableByteCount = 6;

    private readonly HuffmanTable _huffman = new();
    private readonly byte[] _literals = new byte[MaxByteCount];
    private int _next;
    private int _count;

    private enum LiteralsKind
    {
        Raw,
        Repeated,
        Compressed,
        Treeless,
    }

    /// <summary>Literals that were not taken.</summary>
    public int Left => _count - _next;

    /// <summary>Starts on a frame.</summary>
    public void Reset() => _huffman.Clear();

    /// <summary>The next literals.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw new CorruptDataException($"a zstd sequence takes {count} literals, but {Left} are left");
        }

        _next += count;
        return _literals.AsSpan(_next - count, count);
    }

    /// <summary>Decodes the literals of a block.</summary>
    /// <param name="block">Starts with the literals.</param>
    /// <returns>Bytes of the block that they take.</returns>
    public int Read(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            throw new CorruptDataException("a zstd block is empty");
        }

        _next = 0;
        var kind = (LiteralsKind)(block[0] & 3);
        return kind is LiteralsKind.Raw or LiteralsKind.Repeated ? ReadStored(block, kind) : ReadCompressed(block, kind);
    }

    private int ReadStored(ReadOnlySpan<byte> block, LiteralsKind kind)
    {
        var headerLength = (block[0] >> 2 & 3) switch { 1 => 2, 3 => 3, _ => 1 };
        var header = ReadLittleEndian(block, headerLength);
        SetCount((int)(headerLength == 1 ? header >> 3 : header >> 4));
        var stored = Part(block, headerLength, kind == LiteralsKind.Raw ? _count : 1);
        if (kind == LiteralsKind.Raw)
        {
            stored.CopyTo(_literals);
        }
        else
        {
            _literals.AsSpan(0, _count).Fill(stored[0]);
        }

        return headerLength + stored.Length;
    }

    private int ReadCompressed(ReadOnlySpan<byte> block, LiteralsKind kind)
    {
        var format = block[0] >> 2 & 3;
        var (headerLength, sizeBits) = format switch { 2 => (4, 14), 3 => (5, 18), _ => (3, 10) };
        var header = ReadLittleEndian(block, headerLength);
        SetCount((int)(header >> 4 & ((1UL << sizeBits) - 1)));
        var streams = Part(block, headerLength, (int)(header >> (4 + sizeBits) & ((1UL << sizeBits) - 1)));
        var byteCount = headerLength + streams.Length;
        if (kind == LiteralsKind.Compressed)
        {
            streams = streams[_huffman.Read(streams)..];
        }
        else if (!_huffman.IsSet)
        {
            throw new CorruptDataException("a zstd block repeats a Huffman table that there is not");
        }

        if (format == 0)
        {
            _huffman.Decode(streams, _literals.AsSpan(0, _count));
        }
        else
        {
            DecodeFour(streams);
        }

        return byteCount;
    }

    private void DecodeFour(ReadOnlySpan<byte> streams)
    {
        var part = (_count + 3) / 4;
        var jumps = Part(streams, 0, JumpTableByteCount);
        var position = JumpTableByteCount;
        for (var stream = 0; stream < 4; stream++)
        {
            var isLast = stream == 3;
            var length = isLast ? streams.Length - position : jumps[2 * stream] | jumps[(2 * stream) + 1] << 8;
            var literals = isLast ? _count - (3 * part) : part;
            if (literals < 0)
            {
                throw new CorruptDataException($"{_count} zstd literals in four streams");
            }

            _huffman.Decode(Part(streams, position, length), _literals.AsSpan(stream * part, literals));
            position += length;
        }
    }

    private void SetCount(int count)
        => _count = count <= MaxByteCount ? count : throw new CorruptDataException($"a zstd block of {count} literals, at most {MaxByteCount} are possible");

    private static ulong ReadLittleEndian(ReadOnlySpan<byte> data, int count)
    {
        var value = 0UL;
        var bytes = Part(data, 0, count);
        for (var index = count - 1; index >= 0; index--)
        {
            value = value << 8 | bytes[index];
        }

        return value;
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> data, int start, int count)
        => count >= 0 && count <= data.Length - start ? data.Slice(start, count) : throw new CorruptDataException("a zstd block ends inside its literals");
}
