using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>Operations on floating-point numbers, which fail on a zero divisor only: overflow gives infinity.</summary>
internal static class FloatOperation
{
    internal readonly struct Add<T> : IArithmetic<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsVectorized => true;

        public static bool KeepsOrder => true;

        public static T Apply(T left, T right, ref bool failed) => left + right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => left + right;
    }

    internal readonly struct Subtract<T> : IArithmetic<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsVectorized => true;

        public static bool KeepsOrder => true;

        public static T Apply(T left, T right, ref bool failed) => left - right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => left - right;
    }

    internal readonly struct Multiply<T> : IArithmetic<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsVectorized => true;

        public static bool KeepsOrder => false;

        public static T Apply(T left, T right, ref bool failed) => left * right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => left * right;
    }

    internal readonly struct Divide<T> : IArithmetic<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsVectorized => true;

        public static bool KeepsOrder => false;

        public static T Apply(T left, T right, ref bool failed)
        {
            failed |= T.IsZero(right);
            return left / right;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed)
        {
            failed |= Vector.Equals(right, Vector<T>.Zero);
            return left / right;
        }
    }

    internal readonly struct Remainder<T> : IArithmetic<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsVectorized => false;

        public static bool KeepsOrder => false;

        public static T Apply(T left, T right, ref bool failed)
        {
            failed |= T.IsZero(right);
            return left % right;
        }

        public static Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed) => throw new NotSupportedException();
    }
}
