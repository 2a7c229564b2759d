using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>
/// Compresses to one zstd frame at a simple level: repetitions found by one table, Huffman codes for literals, tables of their own for sequences. Keeps its
/// tables between calls; not thread safe. Source: RFC 8878.
/// </summary>
internal sealed class ZstdEncoder
{
    private const uint Magic = 0xFD2FB528;
    private const byte SingleSegmentWithFourByteSize = 0xA0;
    private const int FrameHeaderByteCount = 9;
    private const int BlockHeaderByteCount = 3;
    private const int MaxBlockByteCount = 128 << 10;

    private readonly MatchFinder _matches = new();
    private readonly LiteralsEncoder _literals = new();
    private readonly SequenceEncoder _sequences = new();
    private byte[] _block = [];

    private enum BlockKind
    {
        Raw,
        Repeated,
        Compressed,
    }

    /// <summary>The most bytes that a length can be compressed to: its blocks as they are.</summary>
    public static int LargestOutput(int length) => checked(FrameHeaderByteCount + length + (((length / MaxBlockByteCount) + 1) * BlockHeaderByteCount));

    /// <summary>Compresses bytes and returns how many the frame has.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="destination">At least <see cref="LargestOutput"/> bytes.</param>
    public int Encode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
        destination[4] = SingleSegmentWithFourByteSize;
        BinaryPrimitives.WriteInt32LittleEndian(destination[5..], source.Length);
        var written = FrameHeaderByteCount;
        _matches.Reset();
        var start = 0;
        do
        {
            var end = Math.Min(source.Length, start + MaxBlockByteCount);
            written += EncodeBlock(source, start, end, destination[written..]);
            start = end;
        }
        while (start < source.Length);

        return written;
    }

    private int EncodeBlock(ReadOnlySpan<byte> source, int start, int end, Span<byte> destination)
    {
        var plain = source[start..end];
        var isLast = end == source.Length;
        if (plain.Length > 1 && !plain.ContainsAnyExcept(plain[0]))
        {
            destination[BlockHeaderByteCount] = plain[0];
            return WriteHeader(BlockKind.Repeated, plain.Length, isLast, destination) + 1;
        }

        var compressed = Compress(source, start, end);
        if (compressed.Length < plain.Length)
        {
            compressed.CopyTo(destination[BlockHeaderByteCount..]);
            return WriteHeader(BlockKind.Compressed, compressed.Length, isLast, destination) + compressed.Length;
        }

        plain.CopyTo(destination[BlockHeaderByteCount..]);
        return WriteHeader(BlockKind.Raw, plain.Length, isLast, destination) + plain.Length;
    }

    private ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> source, int start, int end)
    {
        _matches.Cut(source, start, end);
        var room = LiteralsEncoder.LargestOutput(_matches.Literals.Length) + SequenceEncoder.LargestOutput(_matches.Sequences.Length);
        _block = _block.Length < room ? new byte[room] : _block;
        var written = _literals.Encode(_matches.Literals, _block);
        return _block.AsSpan(0, written + _sequences.Encode(_matches.Sequences, _block.AsSpan(written)));
    }

    private static int WriteHeader(BlockKind kind, int size, bool isLast, Span<byte> destination)
    {
        var header = (isLast ? 1 : 0) | (int)kind << 1 | size << 3;
        destination[0] = (byte)header;
        destination[1] = (byte)(header >> 8);
        destination[2] = (byte)(header >> 16);
        return BlockHeaderByteCount;
    }
}
