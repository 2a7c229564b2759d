namespace Patterns.Columnar.Kernels;

/// <summary>
/// Compares byte strings, laid out one after the other, with one byte string: one bit per string, bits behind the last one are zero. Every
/// call takes one more offset than there are strings.
/// </summary>
internal static class ByteComparison
{
    private interface ITest
    {
        static abstract bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> constant);
    }

    public static void Equal(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> constant, Span<ulong> bits)
        => Run<EqualTest>(offsets, bytes, constant, bits);

    public static void LessThan(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> constant, Span<ulong> bits)
        => Run<LessThanTest>(offsets, bytes, constant, bits);

    public static void LessThanOrEqual(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> constant, Span<ulong> bits)
        => Run<LessThanOrEqualTest>(offsets, bytes, constant, bits);

    public static void StartsWith(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> constant, Span<ulong> bits)
        => Run<StartsWithTest>(offsets, bytes, constant, bits);

    public static void EndsWith(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> constant, Span<ulong> bits)
        => Run<EndsWithTest>(offsets, bytes, constant, bits);

    private static void Run<TTest>(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> constant, Span<ulong> bits)
        where TTest : struct, ITest
    {
        var rows = offsets.Length - 1;
        for (var start = 0; start < rows; start += 64)
        {
            var count = Math.Min(64, rows - start);
            var ends = offsets.Slice(start, count + 1);
            var word = 0UL;
            for (var bit = 0; bit < count; bit++)
            {
                word |= TTest.Apply(bytes[ends[bit]..ends[bit + 1]], constant) ? 1UL << bit : 0;
            }

            bits[start >> 6] = word;
        }
    }

    private readonly struct EqualTest : ITest
    {
        public static bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> constant) => text.SequenceEqual(constant);
    }

    private readonly struct LessThanTest : ITest
    {
        public static bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> constant) => text.SequenceCompareTo(constant) < 0;
    }

    private readonly struct LessThanOrEqualTest : ITest
    {
        public static bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> constant) => text.SequenceCompareTo(constant) <= 0;
    }

    private readonly struct StartsWithTest : ITest
    {
        public static bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> constant) => text.StartsWith(constant);
    }

    private readonly struct EndsWithTest : ITest
    {
        public static bool Apply(ReadOnlySpan<byte> text, ReadOnlySpan<byte> constant) => text.EndsWith(constant);
    }
}
