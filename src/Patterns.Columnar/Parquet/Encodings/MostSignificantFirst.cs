namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Turns the deprecated packing of levels, most significant bit first, into the packing that everything else uses. Source: parquet-format,
/// Encodings.md, "Bit-packed (Deprecated) (BIT_PACKED = 4)".
/// </summary>
internal static class MostSignificantFirst
{
    /// <summary>The same values packed least significant bit first.</summary>
    public static byte[] Reverse(ReadOnlySpan<byte> packed, int width, int count)
    {
        var result = new byte[packed.Length];
        for (var value = 0; value < count; value++)
        {
            for (var bit = 0; bit < width; bit++)
            {
                // Bit `bit` of the value, counted from its least significant one.
                var from = ((long)value * width) + (width - 1 - bit);
                if ((packed[(int)(from >> 3)] >> (7 - (int)(from & 7)) & 1) != 0)
                {
                    var to = ((long)value * width) + bit;
                    result[(int)(to >> 3)] |= (byte)(1 << (int)(to & 7));
                }
            }
        }

        return result;
    }
}
