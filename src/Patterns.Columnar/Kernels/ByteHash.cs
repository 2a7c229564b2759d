using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// 64-bit hashes for tables in memory: fast and well mixed, but neither stable between versions nor safe against chosen keys. Never stored.
/// </summary>
/// <remarks>Multiply to 128 bits and fold, the step that the wyhash and FxHash families share.</remarks>
internal static class ByteHash
{
    private const ulong Seed = 0x9E37_79B9_7F4A_7C15;
    private const ulong Factor = 0xD6E8_FEB8_6659_FD93;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong value) => Fold(value ^ Seed, Factor);

    public static ulong Compute(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length;
        ref var start = ref MemoryMarshal.GetReference(bytes);
        if (length > 16)
        {
            return ComputeLong(bytes);
        }

        ulong low, high;
        if (length >= 8)
        {
            low = Read64(ref start, 0);
            high = Read64(ref start, length - 8);
        }
        else if (length >= 4)
        {
            low = Read32(ref start, 0);
            high = Read32(ref start, length - 4);
        }
        else if (length > 0)
        {
            low = (ulong)start | ((ulong)Unsafe.Add(ref start, length >> 1) << 8) | ((ulong)Unsafe.Add(ref start, length - 1) << 16);
            high = 0;
        }
        else
        {
            low = high = 0;
        }

        return Fold(low ^ Seed, Fold(high ^ Factor, Seed) ^ ((ulong)length * Factor));
    }

    private static ulong ComputeLong(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var length = bytes.Length;
        var state = Seed ^ ((ulong)length * Factor);
        var position = 0;
        for (; position < length - 16; position += 16)
        {
            state = Fold(Read64(ref start, position) ^ state, Read64(ref start, position + 8) ^ Factor);
        }

        // The last 16 bytes overlap those before them; there are at least 17 in all.
        return Fold(Fold(Read64(ref start, length - 16) ^ state, Read64(ref start, length - 8) ^ Factor), Seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ref byte start, int position) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, position));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read32(ref byte start, int position) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, position));
}
