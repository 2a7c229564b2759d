using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>An arithmetic operation that notices when there is no result: on overflow, or when the divisor is zero.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal interface IArithmetic<T>
    where T : unmanaged
{
    /// <summary>Whether there is a vectorised form.</summary>
    static abstract bool IsVectorized { get; }

    /// <summary>Whether a larger left side never gives a smaller result.</summary>
    static abstract bool KeepsOrder { get; }

    /// <summary>The result, wrapped around on overflow and zero for a zero divisor.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="failed">Becomes true when there is no result, else stays.</param>
    static abstract T Apply(T left, T right, ref bool failed);

    /// <summary>As the scalar form, where lanes of <paramref name="failed"/> become all ones.</summary>
    static abstract Vector<T> Apply(Vector<T> left, Vector<T> right, ref Vector<T> failed);
}
