using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Big-endian integers of any length up to 16 bytes, handed out as 128-bit little-endian ones: decimals stored as byte arrays.</summary>
internal sealed class BinaryAsIntegerDecoder(BinaryDecoder values) : FixedWidthDecoder
{
    private int[] _starts = [];
    private Int128[] _integers = [];

    public override ReadOnlySpan<byte> Take(int count)
    {
        if (_starts.Length < count)
        {
            _starts = new int[count];
            _integers = new Int128[count];
        }

        using var builder = new BufferBuilder<byte>();
        values.Append(_starts.AsSpan(0, count), builder);
        var bytes = builder.Span;
        for (var index = 0; index < count; index++)
        {
            var end = index + 1 < count ? _starts[index + 1] : bytes.Length;
            _integers[index] = BigEndianInteger.Read(bytes[_starts[index]..end]);
        }

        return MemoryMarshal.AsBytes(_integers.AsSpan(0, count));
    }

    public override void Skip(int count) => values.Skip(count);
}
