using System.Runtime.CompilerServices;
using Patterns.Core;

namespace Patterns.ServiceLevels.Values;

/// <summary>Exact products and quotients of fractions.</summary>
internal static class RatioMath
{
    public static Ratio Multiply(Ratio left, Ratio right)
    {
        // Crosswise first, so that what fits in lowest terms does not overflow on the way there.
        var first = Reduce(left.Numerator, right.Denominator);
        var second = Reduce(right.Numerator, left.Denominator);
        var numerator = (Int128)first.Numerator * second.Numerator;
        var denominator = (Int128)first.Denominator * second.Denominator;
        return Int128.Abs(numerator) <= long.MaxValue && denominator <= long.MaxValue
            ? new Ratio((long)numerator, (long)denominator)
            : throw new ArgumentOutOfRangeException(nameof(left), left, $"The product of {left} and {right} does not fit two 64-bit integers. Take fewer digits.");
    }

    /// <summary>Whether left × by is at least right × times, none of them negative: two multiplications to 128 bits and no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAtLeast(long left, long by, long right, long times)
    {
        var high = Math.BigMul((ulong)left, (ulong)by, out var low);
        var otherHigh = Math.BigMul((ulong)right, (ulong)times, out var otherLow);
        return high > otherHigh || (high == otherHigh && low >= otherLow);
    }

    public static Ratio Divide(Ratio left, Ratio right) => Multiply(left, new Ratio(right.Denominator, right.Numerator));

    private static Ratio Reduce(long numerator, long denominator) => new(numerator, denominator);
}
