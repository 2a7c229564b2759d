using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Decimals stored as big-endian integers of one length, which they fit.</summary>
internal sealed class BigEndianForm(int width) : PlainForm<Int128>
{
    public override int Width => width;

    public override void Write(ReadOnlySpan<Int128> values, Span<byte> plain)
    {
        for (var index = 0; index < values.Length; index++)
        {
            BigEndianInteger.Write(values[index], plain.Slice(index * width, width));
        }
    }
}
