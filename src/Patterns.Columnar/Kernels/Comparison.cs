using System.Numerics;
using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Kernels;

/// <summary>The comparisons that kernels are made for.</summary>
internal static class Comparison
{
    /// <summary>Equality of numbers that are not NaN.</summary>
    internal readonly struct EqualTo<T> : IComparison<T>
        where T : IEqualityOperators<T, T, bool>
    {
        public static bool Apply(T left, T right) => left == right;

        public static Vector256<T> Apply(Vector256<T> left, Vector256<T> right) => Vector256.Equals(left, right);

        public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => Vector512.Equals(left, right);
    }

    /// <summary>Order of numbers of which the right one is not NaN.</summary>
    internal readonly struct LessThan<T> : IComparison<T>
        where T : IComparisonOperators<T, T, bool>
    {
        public static bool Apply(T left, T right) => left < right;

        public static Vector256<T> Apply(Vector256<T> left, Vector256<T> right) => Vector256.LessThan(left, right);

        public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => Vector512.LessThan(left, right);
    }

    /// <summary>Order or equality of numbers of which the right one is not NaN.</summary>
    internal readonly struct LessThanOrEqual<T> : IComparison<T>
        where T : IComparisonOperators<T, T, bool>
    {
        public static bool Apply(T left, T right) => left <= right;

        public static Vector256<T> Apply(Vector256<T> left, Vector256<T> right) => Vector256.LessThanOrEqual(left, right);

        public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => Vector512.LessThanOrEqual(left, right);
    }

    /// <summary>Whether the left side is NaN; the right side is not looked at.</summary>
    internal readonly struct IsNaN<T> : IComparison<T>
        where T : IEqualityOperators<T, T, bool>
    {
#pragma warning disable CS1718 // Only NaN differs from itself.
        public static bool Apply(T left, T right) => left != left;
#pragma warning restore CS1718

        public static Vector256<T> Apply(Vector256<T> left, Vector256<T> right) => ~Vector256.Equals(left, left);

        public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right) => ~Vector512.Equals(left, left);
    }

    /// <summary>Equality in which NaN equals NaN.</summary>
    internal readonly struct TotalEqualTo<T> : IComparison<T>
        where T : IEqualityOperators<T, T, bool>
    {
        public static bool Apply(T left, T right) => left == right || (IsNaN<T>.Apply(left, left) && IsNaN<T>.Apply(right, right));

        public static Vector256<T> Apply(Vector256<T> left, Vector256<T> right)
            => Vector256.Equals(left, right) | (IsNaN<T>.Apply(left, left) & IsNaN<T>.Apply(right, right));

        public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right)
            => Vector512.Equals(left, right) | (IsNaN<T>.Apply(left, left) & IsNaN<T>.Apply(right, right));
    }

    /// <summary>Order in which NaN is larger than every number.</summary>
    internal readonly struct TotalLessThan<T> : IComparison<T>
        where T : IComparisonOperators<T, T, bool>
    {
        public static bool Apply(T left, T right) => left < right || (IsNaN<T>.Apply(right, right) && !IsNaN<T>.Apply(left, left));

        public static Vector256<T> Apply(Vector256<T> left, Vector256<T> right)
            => Vector256.LessThan(left, right) | Vector256.AndNot(IsNaN<T>.Apply(right, right), IsNaN<T>.Apply(left, left));

        public static Vector512<T> Apply(Vector512<T> left, Vector512<T> right)
            => Vector512.LessThan(left, right) | Vector512.AndNot(IsNaN<T>.Apply(right, right), IsNaN<T>.Apply(left, left));
    }
}
