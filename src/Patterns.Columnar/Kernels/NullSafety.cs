namespace Patterns.Columnar.Kernels;

/// <summary>Makes equality of values equality of nullable values.</summary>
internal static class NullSafety
{
    /// <param name="left">Validity of the left side; empty when no row is null.</param>
    /// <param name="right">Validity of the right side; empty when no row is null.</param>
    /// <param name="bits">Equality of the values; becomes true for two nulls and false for one.</param>
    public static void Apply(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> bits)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            var leftValid = left.IsEmpty ? ulong.MaxValue : left[word];
            var rightValid = right.IsEmpty ? ulong.MaxValue : right[word];
            bits[word] = (bits[word] & leftValid & rightValid) | ~(leftValid | rightValid);
        }
    }
}
