using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Packs unsigned integers of 0 to 32 bits LSB first without gaps: the inverse of <see cref="BitUnpacking"/>.</summary>
internal static class BitPacking
{
    /// <summary>Bytes that a number of values take.</summary>
    public static int ByteCount(int count, int width) => (int)((((long)count * width) + 7) >> 3);

    /// <summary>Packs values.</summary>
    /// <param name="values">Values that fit <paramref name="width"/> bits.</param>
    /// <param name="width">Bits per value, 0 to 32.</param>
    /// <param name="destination">At least <see cref="ByteCount"/> bytes; bits behind the last value become zero.</param>
    public static void Pack<T>(ReadOnlySpan<T> values, int width, Span<byte> destination)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)width, (uint)BitUnpacking.MaxWidth, nameof(width));
        destination = destination[..ByteCount(values.Length, width)];
        if (width == 0)
        {
            return;
        }

        var buffer = 0UL;
        var pending = 0;
        foreach (var value in values)
        {
            ulong bits = Bits(value);
            buffer |= bits << pending;
            pending += width;
            if (pending >= 32)
            {
                MemoryMarshal.Write(destination, (uint)buffer);
                destination = destination[sizeof(uint)..];
                buffer >>= 32;
                pending -= 32;
            }
        }

        for (var index = 0; index < destination.Length; index++)
        {
            destination[index] = (byte)buffer;
            buffer >>= 8;
        }
    }

    private static uint Bits<T>(T value)
        where T : unmanaged
        => Unsafe.SizeOf<T>() == sizeof(byte) ? Unsafe.As<T, byte>(ref value) : Unsafe.As<T, uint>(ref value);
}
