using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Decimals stored as big-endian integers of one length, in 64 bits.</summary>
internal sealed class BigEndianValues(int width) : ValueConversion<long>
{
    public override int PlainWidth => width;

    public override void Convert(ReadOnlySpan<byte> plain, Span<long> destination)
    {
        if (width > sizeof(long))
        {
            ConvertWide(plain, destination);
            return;
        }

        // Eight bytes that end where the value ends would hold its surplus in their upper part; those that start with it can be shifted.
        var shift = 64 - (8 * width);
        var whole = 0;
        while (whole < destination.Length && plain.Length - (whole * width) >= sizeof(long))
        {
            destination[whole] = BinaryPrimitives.ReadInt64BigEndian(plain[(whole * width)..]) >> shift;
            whole++;
        }

        ConvertWide(plain[(whole * width)..], destination[whole..]);
    }

    private void ConvertWide(ReadOnlySpan<byte> plain, Span<long> destination)
    {
        for (var index = 0; index < destination.Length; index++)
        {
            var value = BigEndianInteger.Read(plain.Slice(index * width, width));
            destination[index] = (long)value == value ? (long)value : throw new CorruptDataException($"{value} is not a 64-bit decimal");
        }
    }
}
