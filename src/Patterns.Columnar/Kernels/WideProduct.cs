namespace Patterns.Columnar.Kernels;

/// <summary>Products of 64-bit integers in 128 bits, which always hold them.</summary>
internal static class WideProduct
{
    public static void Run<TLeft, TRight>(TLeft left, TRight right, Span<Int128> results)
        where TLeft : IOperand<long>, allows ref struct
        where TRight : IOperand<long>, allows ref struct
    {
        for (var row = 0; row < results.Length; row++)
        {
            var high = Math.BigMul(left[row], right[row], out var low);
            results[row] = new Int128((ulong)high, (ulong)low);
        }
    }
}
