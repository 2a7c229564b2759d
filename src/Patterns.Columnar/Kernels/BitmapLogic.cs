using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Logic on whole words of bitmaps. All spans of a call have as many words as the result, or more.</summary>
internal static class BitmapLogic
{
    private interface IOperation
    {
        static abstract ulong Apply(ulong left, ulong right);

        static abstract Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right);
    }

    public static void And(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result) => Vectorized<AndOperation>(left, right, result);

    public static void Or(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result) => Vectorized<OrOperation>(left, right, result);

    /// <summary>Bits of the left side that the right side does not have.</summary>
    public static void AndNot(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result) => Vectorized<AndNotOperation>(left, right, result);

    /// <summary>Bits that differ.</summary>
    public static void Xor(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result) => Vectorized<XorOperation>(left, right, result);

    /// <summary>Turns every bit, those behind the last one included: the caller clears them.</summary>
    public static void Not(ReadOnlySpan<ulong> words, Span<ulong> result) => Vectorized<NotOperation>(words, words, result);

    private static void Vectorized<T>(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
        where T : struct, IOperation
    {
        left = left[..result.Length];
        right = right[..result.Length];
        var leftVectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(left);
        var rightVectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(right);
        var resultVectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(result);
        for (var index = 0; index < resultVectors.Length; index++)
        {
            resultVectors[index] = T.Apply(leftVectors[index], rightVectors[index]);
        }

        var done = resultVectors.Length * Vector<ulong>.Count;
        Scalar<T>(left[done..], right[done..], result[done..]);
    }

    private static void Scalar<T>(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result)
        where T : struct, IOperation
    {
        for (var index = 0; index < result.Length; index++)
        {
            result[index] = T.Apply(left[index], right[index]);
        }
    }

    private readonly struct AndOperation : IOperation
    {
        public static ulong Apply(ulong left, ulong right) => left & right;

        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => left & right;
    }

    private readonly struct OrOperation : IOperation
    {
        public static ulong Apply(ulong left, ulong right) => left | right;

        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => left | right;
    }

    private readonly struct AndNotOperation : IOperation
    {
        public static ulong Apply(ulong left, ulong right) => left & ~right;

        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => Vector.AndNot(left, right);
    }

    private readonly struct XorOperation : IOperation
    {
        public static ulong Apply(ulong left, ulong right) => left ^ right;

        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => left ^ right;
    }

    private readonly struct NotOperation : IOperation
    {
        public static ulong Apply(ulong left, ulong right) => ~left;

        public static Vector<ulong> Apply(Vector<ulong> left, Vector<ulong> right) => ~left;
    }
}
