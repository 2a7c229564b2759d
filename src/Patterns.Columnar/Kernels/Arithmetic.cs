using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Applies an operation row by row.</summary>
internal static class Arithmetic
{
    /// <returns>True when every row has a result.</returns>
    public static bool Run<T, TOperation, TLeft, TRight>(TLeft left, TRight right, Span<T> results)
        where T : unmanaged
        where TOperation : struct, IArithmetic<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
        => TOperation.IsVectorized && Vector.IsHardwareAccelerated
            ? Vectorized<T, TOperation, TLeft, TRight>(left, right, results)
            : Scalar<T, TOperation, TLeft, TRight>(left, right, results, 0);

    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="results">Receives one result per row.</param>
    /// <param name="start">0-based row to begin with.</param>
    /// <returns>True when every row has a result.</returns>
    public static bool Scalar<T, TOperation, TLeft, TRight>(TLeft left, TRight right, Span<T> results, int start)
        where T : unmanaged
        where TOperation : struct, IArithmetic<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        var failed = false;
        for (var row = start; row < results.Length; row++)
        {
            results[row] = TOperation.Apply(left[row], right[row], ref failed);
        }

        return !failed;
    }

    /// <returns>True when every row has a result.</returns>
    public static bool Vectorized<T, TOperation, TLeft, TRight>(TLeft left, TRight right, Span<T> results)
        where T : unmanaged
        where TOperation : struct, IArithmetic<T>
        where TLeft : IOperand<T>, allows ref struct
        where TRight : IOperand<T>, allows ref struct
    {
        var failed = Vector<T>.Zero;
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(results);
        for (var index = 0; index < vectors.Length; index++)
        {
            var row = index * Vector<T>.Count;
            vectors[index] = TOperation.Apply(left.Load(row), right.Load(row), ref failed);
        }

        var rest = Scalar<T, TOperation, TLeft, TRight>(left, right, results, vectors.Length * Vector<T>.Count);
        return rest && Vector.EqualsAll(Vector.AsVectorByte(failed), Vector<byte>.Zero);
    }
}
