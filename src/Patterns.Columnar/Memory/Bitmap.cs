using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Memory;

/// <summary>Reading and slicing of bitmaps: LSB first in 64-bit words, bits behind the last one are zero.</summary>
internal static class Bitmap
{
    public static int WordCount(int bitCount) => (int)(((uint)bitCount + 63) >> 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Get(ReadOnlySpan<ulong> words, int index) => (words[index >> 6] >> index & 1) != 0;

    public static int CountOnes(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Sets every bit of the range's words to one and clears those behind the last bit.</summary>
    public static void Fill(Span<ulong> words, int bitCount)
    {
        words.Fill(ulong.MaxValue);
        ClearTail(words, bitCount);
    }

    /// <summary>Clears the bits behind the last one, which every bitmap promises to be zero.</summary>
    public static void ClearTail(Span<ulong> words, int bitCount)
    {
        if ((bitCount & 63) != 0)
        {
            words[bitCount >> 6] &= (1UL << (bitCount & 63)) - 1;
        }
    }

    /// <summary>Copies bits from any position to the start of <paramref name="destination"/>.</summary>
    public static void Slice(ReadOnlySpan<ulong> source, int offset, int length, Span<ulong> destination)
    {
        var words = WordCount(length);
        var first = offset >> 6;
        var shift = offset & 63;
        for (var index = 0; index < words; index++)
        {
            var low = source[first + index] >> shift;
            var next = first + index + 1;
            destination[index] = shift == 0 || next >= source.Length ? low : low | source[next] << (64 - shift);
        }

        ClearTail(destination[..words], length);
    }
}
