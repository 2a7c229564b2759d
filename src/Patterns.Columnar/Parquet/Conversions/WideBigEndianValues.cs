using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Decimals stored as big-endian integers of one length, in 128 bits.</summary>
internal sealed class WideBigEndianValues(int width) : ValueConversion<Int128>
{
    public override int PlainWidth => width;

    public override void Convert(ReadOnlySpan<byte> plain, Span<Int128> destination)
    {
        for (var index = 0; index < destination.Length; index++)
        {
            destination[index] = BigEndianInteger.Read(plain.Slice(index * width, width));
        }
    }
}
