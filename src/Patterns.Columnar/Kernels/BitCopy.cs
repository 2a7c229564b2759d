using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Patterns.Columnar.Kernels;

/// <summary>Moves bits that lie LSB first between any two bit positions.</summary>
internal static class BitCopy
{
    /// <summary>Copies bits; those of <paramref name="destination"/> outside the range are kept.</summary>
    /// <param name="source">At least <paramref name="sourceStart"/> + <paramref name="count"/> bits.</param>
    /// <param name="sourceStart">0-based first bit to copy.</param>
    /// <param name="destination">At least <paramref name="start"/> + <paramref name="count"/> bits.</param>
    /// <param name="start">0-based position of the first copied bit.</param>
    /// <param name="count">Number of bits.</param>
    /// <returns>How many of the copied bits are one.</returns>
    public static int Copy(ReadOnlySpan<byte> source, int sourceStart, Span<ulong> destination, int start, int count)
    {
        var ones = 0;
        while (count > 0)
        {
            var offset = start & 63;
            var taken = Math.Min(64 - offset, count);
            var bits = Read(source, sourceStart, taken);
            ones += BitOperations.PopCount(bits);
            ref var word = ref destination[start >> 6];
            word = (word & ~(Mask(taken) << offset)) | bits << offset;
            start += taken;
            sourceStart += taken;
            count -= taken;
        }

        return ones;
    }

    /// <summary>Writes up to 64 bits; those of <paramref name="destination"/> outside the range are kept.</summary>
    public static void Write(Span<ulong> destination, int start, ulong bits, int count)
    {
        if (count == 0)
        {
            return;
        }

        var offset = start & 63;
        ref var word = ref destination[start >> 6];
        word = (word & ~(Mask(count) << offset)) | bits << offset;
        if (offset + count > 64)
        {
            ref var next = ref destination[(start >> 6) + 1];
            next = (next & ~(Mask(count) >> (64 - offset))) | bits >> (64 - offset);
        }
    }

    /// <summary>Sets or clears a range of bits; others are kept.</summary>
    public static void Fill(Span<ulong> destination, int start, int count, bool bit)
    {
        while (count > 0)
        {
            var offset = start & 63;
            var taken = Math.Min(64 - offset, count);
            var mask = Mask(taken) << offset;
            ref var word = ref destination[start >> 6];
            word = bit ? word | mask : word & ~mask;
            start += taken;
            count -= taken;
        }
    }

    /// <summary>Counts the ones of a range.</summary>
    public static int CountOnes(ReadOnlySpan<ulong> words, int start, int count)
    {
        var ones = 0;
        while (count > 0)
        {
            var offset = start & 63;
            var taken = Math.Min(64 - offset, count);
            ones += BitOperations.PopCount(words[start >> 6] >> offset & Mask(taken));
            start += taken;
            count -= taken;
        }

        return ones;
    }

    /// <summary>
    /// Writes the bits of <paramref name="packed"/>, from its first, to those positions of the range at which <paramref name="selection"/>
    /// has a one, and zeros to the others.
    /// </summary>
    public static void Spread(ReadOnlySpan<ulong> packed, ReadOnlySpan<ulong> selection, Span<ulong> destination, int start, int count)
    {
        var bytes = MemoryMarshal.AsBytes(packed);
        var next = 0;
        while (count > 0)
        {
            var offset = start & 63;
            var taken = Math.Min(64 - offset, count);
            var selected = selection[start >> 6] >> offset & Mask(taken);
            var ones = BitOperations.PopCount(selected);
            var bits = Deposit(Read(bytes, next, ones), selected);
            ref var word = ref destination[start >> 6];
            word = (word & ~(Mask(taken) << offset)) | bits << offset;
            next += ones;
            start += taken;
            count -= taken;
        }
    }

    private static ulong Deposit(ulong bits, ulong selected)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(bits, selected);
        }

        var result = 0UL;
        for (; selected != 0; selected &= selected - 1, bits >>= 1)
        {
            result |= (bits & 1) << BitOperations.TrailingZeroCount(selected);
        }

        return result;
    }

    private static ulong Mask(int count) => count == 0 ? 0 : ulong.MaxValue >> (64 - count);

    private static ulong Read(ReadOnlySpan<byte> source, int start, int count)
    {
        if (count == 0)
        {
            return 0;
        }

        var first = start >> 3;
        var shift = start & 7;
        var last = (start + count - 1) >> 3;
        if (source.Length - first >= sizeof(ulong))
        {
            var bits = BinaryPrimitives.ReadUInt64LittleEndian(source[first..]) >> shift;
            return (last == first + 8 ? bits | (ulong)source[last] << (64 - shift) : bits) & Mask(count);
        }

        var result = 0UL;
        for (var index = last; index >= first; index--)
        {
            result = result << 8 | source[index];
        }

        return result >> shift & Mask(count);
    }
}
