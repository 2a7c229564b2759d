using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Patterns.Lake.Formats.Json.Kernels;

/// <summary>Finds what ends or interrupts the plain part of a string: a quote, a backslash, or a control character.</summary>
internal static class JsonStringKernel
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';
    private const byte FirstPrintable = 0x20;

    /// <summary>The 0-based position of the first such byte, or the length of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOfSpecial(ReadOnlySpan<byte> text) => Vector256.IsHardwareAccelerated ? Vectorized(text) : Scalar(text, 0);

    public static int Scalar(ReadOnlySpan<byte> text, int start)
    {
        for (var index = start; index < text.Length; index++)
        {
            if (text[index] is Quote or Backslash or < FirstPrintable)
            {
                return index;
            }
        }

        return text.Length;
    }

    public static int Vectorized(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var index = 0;
        for (; index <= text.Length - Vector256<byte>.Count; index += Vector256<byte>.Count)
        {
            // In bounds: index + 32 <= length.
            var bytes = Vector256.LoadUnsafe(ref start, (nuint)index);
            var special = Vector256.Equals(bytes, Vector256.Create(Quote))
                | Vector256.Equals(bytes, Vector256.Create(Backslash))
                | Vector256.LessThan(bytes, Vector256.Create(FirstPrintable));
            var bits = special.ExtractMostSignificantBits();
            if (bits != 0)
            {
                return index + BitOperations.TrailingZeroCount(bits);
            }
        }

        return Scalar(text, index);
    }
}
