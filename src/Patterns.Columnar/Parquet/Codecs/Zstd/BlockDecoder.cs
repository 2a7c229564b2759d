namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Decompresses blocks: literals, then sequences of "copy so many literals, then repeat so many bytes from so far back".</summary>
internal sealed class BlockDecoder
{
    private const int MaxLiterals = 128 << 10;
    private const int SequenceModesReserved = 3;

    private readonly LiteralsDecoder _literals = new();
    private readonly SequenceTable _literalLengths = new(SequenceCodes.LiteralAccuracy, SequenceCodes.MaxLiteralCode);
    private readonly SequenceTable _offsets = new(SequenceCodes.OffsetAccuracy, SequenceCodes.MaxOffsetCode);
    private readonly SequenceTable _matchLengths = new(SequenceCodes.MatchAccuracy, SequenceCodes.MaxMatchCode);
    private int _offset1;
    private int _offset2;
    private int _offset3;

    /// <summary>Starts on a frame.</summary>
    public void Reset()
    {
        _literals.Reset();
        _literalLengths.Clear();
        _offsets.Clear();
        _matchLengths.Clear();
        (_offset1, _offset2, _offset3) = (1, 4, 8);
    }

    /// <summary>Decompresses a block.</summary>
    /// <param name="block">Its bytes.</param>
    /// <param name="frame">The content of the frame, of which <paramref name="written"/> bytes are there already.</param>
    /// <param name="written">Where the block goes.</param>
    /// <returns>Bytes of the frame's content that are there now.</returns>
    public int Decode(ReadOnlySpan<byte> block, Span<byte> frame, int written)
    {
        block = block[_literals.Read(block)..];
        var limit = Math.Min(frame.Length, written + MaxLiterals);
        var count = ReadSequenceCount(ref block);
        if (count > 0)
        {
            written = DecodeSequences(block, count, frame[..limit], written);
        }
        else if (!block.IsEmpty)
        {
            throw new CorruptDataException($"a zstd block has {block.Length} bytes behind its literals");
        }

        return CopyLiterals(_literals.Left, frame[..limit], written);
    }

    private int DecodeSequences(ReadOnlySpan<byte> data, int count, Span<byte> frame, int written)
    {
        data = data[ReadTables(data)..];
        var bits = new ReverseBits(data);
        var (literalTable, offsetTable, matchTable) = (_literalLengths.Table, _offsets.Table, _matchLengths.Table);
        var literalState = literalTable.FirstState(ref bits);
        var offsetState = offsetTable.FirstState(ref bits);
        var matchState = matchTable.FirstState(ref bits);
        for (var index = 0; index < count; index++)
        {
            int offsetCode = offsetTable.Symbol(offsetState);
            int matchCode = matchTable.Symbol(matchState);
            int literalCode = literalTable.Symbol(literalState);
            var offsetValue = (1L << offsetCode) + (long)bits.Read(offsetCode);
            var matchLength = SequenceCodes.MatchBases[matchCode] + (int)bits.Read(SequenceCodes.MatchBits[matchCode]);
            var literalLength = SequenceCodes.LiteralBases[literalCode] + (int)bits.Read(SequenceCodes.LiteralBits[literalCode]);
            if (index + 1 < count)
            {
                literalState = literalTable.NextState(literalState, ref bits);
                matchState = matchTable.NextState(matchState, ref bits);
                offsetState = offsetTable.NextState(offsetState, ref bits);
            }

            written = CopyLiterals(literalLength, frame, written);
            written = CopyMatch(Offset(offsetValue, literalLength), matchLength, frame, written);
        }

        return bits.Left == 0 ? written : throw new CorruptDataException($"a zstd stream of sequences has {bits.Left} bits left at its end");
    }

    private int CopyLiterals(int count, Span<byte> frame, int written)
    {
        if (count > frame.Length - written)
        {
            throw new CorruptDataException("a zstd block decompresses to more than it may");
        }

        _literals.Take(count).CopyTo(frame[written..]);
        return written + count;
    }

    private static int CopyMatch(int offset, int length, Span<byte> frame, int written)
    {
        if (offset > written || offset <= 0 || length > frame.Length - written)
        {
            throw new CorruptDataException($"a zstd sequence repeats {length} bytes from {offset} bytes back, with {written} bytes written");
        }

        OverlappingCopy.Copy(frame, written, offset, length);
        return written + length;
    }

    /// <summary>Small offsets stand for recent ones. Source: RFC 8878, section 3.1.1.5.</summary>
    private int Offset(long value, int literalLength)
    {
        if (value > 3)
        {
            (_offset1, _offset2, _offset3) = ((int)Math.Min(int.MaxValue, value - 3), _offset1, _offset2);
            return _offset1;
        }

        switch (value + (literalLength == 0 ? 1 : 0))
        {
            case 1:
                break;
            case 2:
                (_offset1, _offset2) = (_offset2, _offset1);
                break;
            case 3:
                (_offset1, _offset2, _offset3) = (_offset3, _offset1, _offset2);
                break;
            default:
                (_offset1, _offset2, _offset3) = (_offset1 - 1, _offset1, _offset2);
                break;
        }

        return _offset1;
    }

    private static int ReadSequenceCount(ref ReadOnlySpan<byte> data)
    {
        var first = Byte(data, 0);
        var (count, byteCount) = first switch
        {
            < 128 => (first, 1),
            < 255 => ((first - 128) << 8 | Byte(data, 1), 2),
            _ => ((Byte(data, 1) | Byte(data, 2) << 8) + 0x7F00, 3),
        };
        data = data[byteCount..];
        return count;
    }

    private int ReadTables(ReadOnlySpan<byte> data)
    {
        var modes = Byte(data, 0);
        if ((modes & SequenceModesReserved) != 0)
        {
            throw new CorruptDataException("a zstd block has its reserved bits set");
        }

        var position = 1;
        position += _literalLengths.Read(modes >> 6, data[position..], SequenceCodes.DefaultLiterals, SequenceCodes.DefaultLiteralAccuracy);
        position += _offsets.Read(modes >> 4 & 3, data[position..], SequenceCodes.DefaultOffsets, SequenceCodes.DefaultOffsetAccuracy);
        position += _matchLengths.Read(modes >> 2 & 3, data[position..], SequenceCodes.DefaultMatches, SequenceCodes.DefaultMatchAccuracy);
        return position;
    }

    private static int Byte(ReadOnlySpan<byte> data, int index)
        => index < data.Length ? data[index] : throw new CorruptDataException("a zstd block ends inside the header of its sequences");
}
