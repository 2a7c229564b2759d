using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>The lengths of half-open ranges that lie one after the other.</summary>
internal static class RangeLengths
{
    /// <param name="offsets">One more offset than ranges.</param>
    /// <param name="lengths">Receives one length per range.</param>
    public static void Run(ReadOnlySpan<int> offsets, Span<int> lengths)
    {
        offsets = offsets[..(lengths.Length + 1)];
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(lengths);
        for (var index = 0; index < vectors.Length; index++)
        {
            var start = index * Vector<int>.Count;
            vectors[index] = new Vector<int>(offsets[(start + 1)..]) - new Vector<int>(offsets[start..]);
        }

        Scalar(offsets, lengths, vectors.Length * Vector<int>.Count);
    }

    /// <summary>As <see cref="Run"/>, one by one from a 0-based range on.</summary>
    public static void Scalar(ReadOnlySpan<int> offsets, Span<int> lengths, int start)
    {
        for (var row = start; row < lengths.Length; row++)
        {
            lengths[row] = offsets[row + 1] - offsets[row];
        }
    }
}
