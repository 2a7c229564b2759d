using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>One side of an operation on columns: the values of a column, or one value for every row.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal interface IOperand<T>
{
    T this[int row] { get; }

    /// <summary>The values of <see cref="Vector{T}.Count"/> rows from a row on, which must all exist.</summary>
    Vector<T> Load(int row);
}
