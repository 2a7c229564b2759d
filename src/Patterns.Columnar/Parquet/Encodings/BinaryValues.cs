using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Byte arrays that lie one behind the other.</summary>
/// <param name="ends">One per value: the position in <paramref name="bytes"/> behind it.</param>
/// <param name="start">The position of the first value.</param>
/// <param name="bytes">The bytes that the positions point into.</param>
internal readonly ref struct BinaryValues(ReadOnlySpan<int> ends, int start, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<int> _ends = ends;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Count => _ends.Length;

    /// <summary>The bytes of all values.</summary>
    public ReadOnlySpan<byte> AllBytes => Count == 0 ? [] : _bytes[start.._ends[^1]];

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var first = index == 0 ? start : _ends[index - 1];
            return _bytes[first.._ends[index]];
        }
    }

    /// <summary>The first eight bytes of a value, the first counting most; zeros stand for those that it does not have.</summary>
    public ulong Prefix(int index)
    {
        var first = index == 0 ? start : _ends[index - 1];
        var length = _ends[index] - first;
        if (_bytes.Length - first < sizeof(ulong))
        {
            Span<byte> padded = stackalloc byte[sizeof(ulong)];
            padded.Clear();
            _bytes.Slice(first, length).CopyTo(padded);
            return BinaryPrimitives.ReadUInt64BigEndian(padded);
        }

        var prefix = BinaryPrimitives.ReadUInt64BigEndian(_bytes[first..]);
        return length >= sizeof(ulong) ? prefix : length == 0 ? 0 : prefix & ulong.MaxValue << (64 - (8 * length));
    }

    public BinaryValues Slice(int index, int count) => new(_ends.Slice(index, count), index == 0 ? start : _ends[index - 1], _bytes);

    public void CopyLengths(Span<int> lengths)
    {
        var first = start;
        for (var index = 0; index < _ends.Length; index++)
        {
            lengths[index] = _ends[index] - first;
            first = _ends[index];
        }
    }
}
