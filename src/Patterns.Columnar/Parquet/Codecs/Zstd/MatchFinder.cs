using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>
/// Cuts a block into literals and repetitions of earlier bytes of its frame. It takes the first repetition that one table of the last places of
/// six bytes knows of, as zstd's fast levels do.
/// </summary>
internal sealed class MatchFinder
{
    private const int TableBits = 15;
    private const int LeastMatch = 4;

    // The predefined table has codes for offsets of up to 29 bits.
    private const int LargestOffset = 1 << 27;

    // Where bytes of a hash were seen last, plus one; 0 for nowhere.
    private readonly int[] _table = new int[1 << TableBits];
    private readonly List<Sequence> _sequences = [];
    private byte[] _literals = [];
    private int _literalCount;
    private int _lastOffset;

    /// <summary>The repetitions of the block, with the literals before each.</summary>
    public ReadOnlySpan<Sequence> Sequences => CollectionsMarshal.AsSpan(_sequences);

    /// <summary>The literals of the block.</summary>
    public ReadOnlySpan<byte> Literals => _literals.AsSpan(0, _literalCount);

    /// <summary>Starts on a frame.</summary>
    public void Reset()
    {
        Array.Clear(_table);
        _lastOffset = 1;
    }

    /// <summary>Cuts the bytes of a frame from one position to another.</summary>
    public void Cut(ReadOnlySpan<byte> frame, int start, int end)
    {
        _sequences.Clear();
        _literalCount = 0;
        if (_literals.Length < end - start)
        {
            _literals = new byte[end - start];
        }

        var literal = start;
        var limit = end - sizeof(ulong);
        uint skip = 64;
        for (var next = start; next <= limit;)
        {
            var current = BinaryPrimitives.ReadUInt64LittleEndian(frame[next..]);
            ref var slot = ref _table[Hash(current)];
            var candidate = slot - 1;
            slot = next + 1;
            if (candidate < Math.Max(0, next - LargestOffset) || BinaryPrimitives.ReadUInt32LittleEndian(frame[candidate..]) != (uint)current)
            {
                // The longer nothing repeats, the fewer positions are looked at.
                next += (int)(skip++ >> 6);
                continue;
            }

            var length = LeastMatch + frame[(next + LeastMatch)..end].CommonPrefixLength(frame[(candidate + LeastMatch)..]);
            Add(frame[literal..next], length, next - candidate);
            next += length;
            literal = next;
            skip = 64;
            if (next <= limit)
            {
                _table[Hash(BinaryPrimitives.ReadUInt64LittleEndian(frame[(next - 2)..]))] = next - 1;
            }
        }

        AddLiterals(frame[literal..end]);
    }

    /// <summary>Of the first six bytes: what repeats so much is long enough to be worth a sequence.</summary>
    private static int Hash(ulong bytes) => (int)((bytes << 16) * 0xCF1BBCDCB7A56463 >> (64 - TableBits));

    private void Add(ReadOnlySpan<byte> literals, int length, int offset)
    {
        // Without literals before it the code for the last offset stands for the one before that.
        var isRepeated = offset == _lastOffset && !literals.IsEmpty;
        _sequences.Add(new Sequence(literals.Length, length, isRepeated ? 1 : offset + 3));
        _lastOffset = offset;
        AddLiterals(literals);
    }

    private void AddLiterals(ReadOnlySpan<byte> literals)
    {
        literals.CopyTo(_literals.AsSpan(_literalCount));
        _literalCount += literals.Length;
    }
}
