using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// A comparison for kernels. Less-than and equality are enough: the other operators are their negation or have their sides exchanged, which
/// holds because the order is total (NaN equals NaN and is larger than every number).
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal interface IComparison<T>
{
    static abstract bool Apply(T left, T right);

    static abstract Vector256<T> Apply(Vector256<T> left, Vector256<T> right);

    static abstract Vector512<T> Apply(Vector512<T> left, Vector512<T> right);
}
