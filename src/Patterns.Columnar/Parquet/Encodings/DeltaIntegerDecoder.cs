using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>32- or 64-bit integers stored as differences.</summary>
internal sealed class DeltaIntegerDecoder(ReadOnlyMemory<byte> data, int width) : FixedWidthDecoder
{
    private readonly DeltaIntegers _integers = new(data);
    private long[] _wide = [];
    private int[] _narrow = [];

    public override ReadOnlySpan<byte> Take(int count)
    {
        if (count > _integers.Remaining)
        {
            throw new CorruptDataException($"{_integers.Remaining} differences are left for {count} values");
        }

        if (_wide.Length < count)
        {
            _wide = new long[count];
        }

        var values = _wide.AsSpan(0, count);
        _integers.Decode(values);
        return width == sizeof(long) ? MemoryMarshal.AsBytes(values) : MemoryMarshal.AsBytes(Narrow(values));
    }

    /// <summary>Differences of 32-bit integers wrap around at 32 bits.</summary>
    private Span<int> Narrow(ReadOnlySpan<long> values)
    {
        if (_narrow.Length < values.Length)
        {
            _narrow = new int[values.Length];
        }

        for (var index = 0; index < values.Length; index++)
        {
            _narrow[index] = unchecked((int)values[index]);
        }

        return _narrow.AsSpan(0, values.Length);
    }
}
