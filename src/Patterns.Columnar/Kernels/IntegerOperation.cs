using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>Operations on integers, which fail on overflow and on a zero divisor.</summary>
internal static class IntegerOperation
{
    internal readonly struct Add<T> : IArithmetic<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static bool IsVectorized => Vector<T>.IsSupported;

        public static bool KeepsOrder => true;

        public static T Apply(T left, T right, ref bool failed)
        {
            var result = unchecked(left + right);
            failed |= T.IsNegative((left ^ result) & (right ^ result));
            return result;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed)
        {
            var result = left + right;
            failed |= Vector.LessThan((left ^ result) & (right ^ result), Vector<T>.Zero);
            return result;
        }
    }

    internal readonly struct Subtract<T> : IArithmetic<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static bool IsVectorized => Vector<T>.IsSupported;

        public static bool KeepsOrder => true;

        public static T Apply(T left, T right, ref bool failed)
        {
            var result = unchecked(left - right);
            failed |= T.IsNegative((left ^ right) & (left ^ result));
            return result;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed)
        {
            var result = left - right;
            failed |= Vector.LessThan((left ^ right) & (left ^ result), Vector<T>.Zero);
            return result;
        }
    }

    internal readonly struct Multiply<T> : IArithmetic<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        // The upper half of a product has no vector instruction for every width.
        public static bool IsVectorized => false;

        public static bool KeepsOrder => false;

        public static T Apply(T left, T right, ref bool failed)
        {
            if (typeof(T) == typeof(long))
            {
                var high = Math.BigMul(long.CreateTruncating(left), long.CreateTruncating(right), out var low);
                failed |= high != low >> 63;
                return T.CreateTruncating(low);
            }

            var product = long.CreateTruncating(left) * long.CreateTruncating(right);
            var result = T.CreateTruncating(product);
            failed |= long.CreateTruncating(result) != product;
            return result;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => throw new NotSupportedException();
    }

    internal readonly struct Divide<T> : IArithmetic<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static bool IsVectorized => false;

        public static bool KeepsOrder => false;

        public static T Apply(T left, T right, ref bool failed)
        {
            if (right == -T.One)
            {
                return Subtract<T>.Apply(T.Zero, left, ref failed);
            }

            failed |= T.IsZero(right);
            return T.IsZero(right) ? T.Zero : left / right;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => throw new NotSupportedException();
    }

    internal readonly struct Remainder<T> : IArithmetic<T>
        where T : unmanaged, IBinaryInteger<T>
    {
        public static bool IsVectorized => false;

        public static bool KeepsOrder => false;

        public static T Apply(T left, T right, ref bool failed)
        {
            failed |= T.IsZero(right);
            return T.IsZero(right) || right == -T.One ? T.Zero : left % right;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => throw new NotSupportedException();
    }
}
