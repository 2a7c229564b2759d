using System.Buffers.Binary;
using System.Numerics;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Writes the sequences of a block. Source: RFC 8878, section 3.1.1.3.2.</summary>
internal sealed class SequenceEncoder
{
    // Three descriptions of tables, and what a few sequences round up to.
    private const int LargestTables = 512;

    private readonly SequenceCodeEncoder _literalLengths = new(SequenceCodes.MaxLiteralCode, SequenceCodes.DefaultLiterals, SequenceCodes.DefaultLiteralAccuracy);
    private readonly SequenceCodeEncoder _matchLengths = new(SequenceCodes.MaxMatchCode, SequenceCodes.DefaultMatches, SequenceCodes.DefaultMatchAccuracy);
    private readonly SequenceCodeEncoder _offsets = new(SequenceCodes.MaxOffsetCode, SequenceCodes.DefaultOffsets, SequenceCodes.DefaultOffsetAccuracy);

    /// <summary>The most bytes that a number of sequences can take.</summary>
    public static int LargestOutput(int count) => LargestTables + (count * 12);

    /// <summary>Writes sequences and returns the number of bytes.</summary>
    public int Encode(ReadOnlySpan<Sequence> sequences, Span<byte> destination)
    {
        var written = WriteCount(sequences.Length, destination);
        if (sequences.IsEmpty)
        {
            return written;
        }

        SetCodes(sequences);
        ref var modes = ref destination[written++];
        modes = (byte)(_literalLengths.WriteTable(sequences.Length, destination[written..], out var byteCount) << 6);
        written += byteCount;
        modes |= (byte)(_offsets.WriteTable(sequences.Length, destination[written..], out byteCount) << 4);
        written += byteCount;
        modes |= (byte)(_matchLengths.WriteTable(sequences.Length, destination[written..], out byteCount) << 2);
        written += byteCount;
        return written + WriteStream(sequences, destination[written..]);
    }

    private void SetCodes(ReadOnlySpan<Sequence> sequences)
    {
        var literals = _literalLengths.Begin(sequences.Length);
        var matches = _matchLengths.Begin(sequences.Length);
        var offsets = _offsets.Begin(sequences.Length);
        for (var index = 0; index < sequences.Length; index++)
        {
            literals[index] = (byte)Code(SequenceCodes.LiteralBases, sequences[index].LiteralLength);
            matches[index] = (byte)Code(SequenceCodes.MatchBases, sequences[index].MatchLength);
            offsets[index] = (byte)BitOperations.Log2((uint)sequences[index].OffsetValue);
        }
    }

    /// <summary>A decoder reads from the end, so everything is written the other way round.</summary>
    private int WriteStream(ReadOnlySpan<Sequence> sequences, Span<byte> destination)
    {
        var bits = new BitWriter(destination);
        var last = sequences.Length - 1;
        var (literalState, matchState, offsetState) = (_literalLengths.FinalState(last), _matchLengths.FinalState(last), _offsets.FinalState(last));
        for (var index = last; index >= 0; index--)
        {
            if (index < last)
            {
                offsetState = _offsets.Write(ref bits, index, offsetState);
                matchState = _matchLengths.Write(ref bits, index, matchState);
                literalState = _literalLengths.Write(ref bits, index, literalState);
            }

            var sequence = sequences[index];
            var (literalCode, matchCode, offsetCode) = (_literalLengths.Code(index), _matchLengths.Code(index), _offsets.Code(index));
            bits.Write((uint)(sequence.LiteralLength - SequenceCodes.LiteralBases[literalCode]), SequenceCodes.LiteralBits[literalCode]);
            bits.Write((uint)(sequence.MatchLength - SequenceCodes.MatchBases[matchCode]), SequenceCodes.MatchBits[matchCode]);
            bits.Write((uint)sequence.OffsetValue - (1U << offsetCode), offsetCode);
        }

        _matchLengths.End(ref bits, matchState);
        _offsets.End(ref bits, offsetState);
        _literalLengths.End(ref bits, literalState);
        return bits.Close();
    }

    private static int WriteCount(int count, Span<byte> destination)
    {
        switch (count)
        {
            case < 128:
                destination[0] = (byte)count;
                return 1;
            case < 0x7F00:
                destination[0] = (byte)((count >> 8) + 128);
                destination[1] = (byte)count;
                return 2;
            default:
                destination[0] = 255;
                BinaryPrimitives.WriteUInt16LittleEndian(destination[1..], (ushort)(count - 0x7F00));
                return 3;
        }
    }

    /// <summary>The last code whose range starts at or before a value.</summary>
    private static int Code(ReadOnlySpan<int> bases, int value)
    {
        var index = bases.BinarySearch(value);
        return index < 0 ? ~index - 1 : index;
    }
}
