namespace Patterns.Columnar.Kernels;

/// <summary>Which codes lie in a half-open range: one bit per code, bits behind the last one are zero.</summary>
internal static class CodesInRange
{
    public static void Run(ReadOnlySpan<int> codes, int first, int count, Span<ulong> bits)
    {
        if (first == 0)
        {
            CompareToScalar.Run<int, Comparison.LessThan<int>>(codes, count, bits);
            return;
        }

        CompareToScalar.Run<int, Comparison.LessThan<int>>(codes, first, bits);
        var words = bits[..((codes.Length + 63) >> 6)];
        Span<ulong> below = stackalloc ulong[64];
        for (var start = 0; start < words.Length; start += below.Length)
        {
            var part = words.Slice(start, Math.Min(below.Length, words.Length - start));
            var partCodes = codes.Slice(start << 6, Math.Min(part.Length << 6, codes.Length - (start << 6)));
            CompareToScalar.Run<int, Comparison.LessThan<int>>(partCodes, first + count, below);
            BitmapLogic.AndNot(below[..part.Length], part, part);
        }
    }
}
