using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Lake.Kernels;

/// <summary>Writes the positions of the set bits of a word.</summary>
internal static class BitPositions
{
    /// <summary>The most positions that a word gives; the destination must have room for as many, whatever the number of set bits.</summary>
    public const int MaxCount = 64;

    private const int Step = 8;

    /// <summary>Writes <paramref name="start"/> plus the position of each set bit, in order, and may write anything behind them.</summary>
    /// <returns>The number of set bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ulong bits, int start, Span<int> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxCount, nameof(destination));
        var count = BitOperations.PopCount(bits);
        ref var target = ref MemoryMarshal.GetReference(destination);
        for (var written = 0; written < count; written += Step)
        {
            for (var step = 0; step < Step; step++)
            {
                Unsafe.Add(ref target, written + step) = start + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }

        return count;
    }

    public static int Scalar(ulong bits, int start, Span<int> destination)
    {
        var count = 0;
        for (var bit = 0; bit < MaxCount; bit++)
        {
            if ((bits >> bit & 1) != 0)
            {
                destination[count++] = start + bit;
            }
        }

        return count;
    }
}
