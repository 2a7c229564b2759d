using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Writes the literals of a block: as they are, as one repeated byte, or as Huffman codes. Source: RFC 8878, section 3.1.1.3.1.</summary>
internal sealed class LiteralsEncoder
{
    private const int Raw = 0;
    private const int Repeated = 1;
    private const int Compressed = 2;

    // Fewer are not worth a table.
    private const int LeastCompressed = 64;
    private const int MaxOneStream = 1023;
    private const int MaxShort = (1 << 14) - 1;

    private readonly HuffmanEncoding _huffman = new();
    private readonly int[] _counts = new int[256];
    private byte[] _streams = [];

    /// <summary>The most bytes that a number of literals can take.</summary>
    public static int LargestOutput(int count) => 8 + count;

    /// <summary>Writes literals and returns the number of bytes.</summary>
    public int Encode(ReadOnlySpan<byte> literals, Span<byte> destination)
    {
        if (literals.Length > 1 && !literals.ContainsAnyExcept(literals[0]))
        {
            var header = WriteHeader(Repeated, literals.Length, destination);
            destination[header] = literals[0];
            return header + 1;
        }

        if (literals.Length >= LeastCompressed && TryCompress(literals, destination) is > 0 and var written)
        {
            return written;
        }

        var length = WriteHeader(Raw, literals.Length, destination);
        literals.CopyTo(destination[length..]);
        return length + literals.Length;
    }

    private int TryCompress(ReadOnlySpan<byte> literals, Span<byte> destination)
    {
        Array.Clear(_counts);
        foreach (var literal in literals)
        {
            _counts[literal]++;
        }

        // Codes have up to 11 bits, and the description up to 128 bytes.
        var room = 256 + (2 * literals.Length);
        _streams = _streams.Length < room ? new byte[room] : _streams;
        _huffman.Set(_counts);
        var length = _huffman.WriteDescription(_streams);
        if (length == 0)
        {
            return 0;
        }

        var isOneStream = literals.Length <= MaxOneStream;
        length += isOneStream ? _huffman.WriteStream(literals, _streams.AsSpan(length)) : WriteFour(literals, _streams.AsSpan(length));
        if (length >= literals.Length)
        {
            return 0;
        }

        var header = WriteCompressedHeader(literals.Length, length, isOneStream, destination);
        _streams.AsSpan(0, length).CopyTo(destination[header..]);
        return header + length;
    }

    private int WriteFour(ReadOnlySpan<byte> literals, Span<byte> destination)
    {
        const int JumpTableByteCount = 6;
        var part = (literals.Length + 3) / 4;
        var written = JumpTableByteCount;
        for (var stream = 0; stream < 4; stream++)
        {
            var length = _huffman.WriteStream(stream == 3 ? literals[(3 * part)..] : literals.Slice(stream * part, part), destination[written..]);
            if (stream < 3)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(destination[(2 * stream)..], (ushort)length);
            }

            written += length;
        }

        return written;
    }

    private static int WriteHeader(int kind, int count, Span<byte> destination)
    {
        switch (count)
        {
            case < 1 << 5:
                destination[0] = (byte)(kind | count << 3);
                return 1;
            case < 1 << 12:
                BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)(kind | 1 << 2 | count << 4));
                return 2;
            default:
                BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)(kind | 3 << 2 | count << 4));
                return 3;
        }
    }

    private static int WriteCompressedHeader(int count, int length, bool isOneStream, Span<byte> destination)
    {
        var (format, sizeBits, byteCount) = isOneStream ? (0, 10, 3) : count <= MaxShort ? (2, 14, 4) : (3, 18, 5);
        BinaryPrimitives.WriteUInt64LittleEndian(destination, (ulong)Compressed | (ulong)format << 2 | (ulong)count << 4 | (ulong)length << (4 + sizeBits));
        return byteCount;
    }
}
