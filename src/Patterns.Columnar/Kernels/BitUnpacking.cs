using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Unpacks unsigned integers of 0 to 32 bits that lie LSB first without gaps, as in Parquet's hybrid and delta encodings. Value i takes the
/// bits from i × width to (i + 1) × width.
/// </summary>
internal static class BitUnpacking
{
    public const int MaxWidth = 32;

    // A window of 4 bytes holds a value of up to 25 bits whatever its offset of 0 to 7 bits within the first byte.
    private const int MaxWindowWidth = 25;

    private static readonly UnpackTables Tables = new();

    /// <summary>Unpacks values from a position.</summary>
    /// <param name="source">Packed bits, at least up to the last value wanted.</param>
    /// <param name="width">Bits per value, 0 to 32.</param>
    /// <param name="start">0-based first value.</param>
    /// <param name="destination">Filled completely.</param>
    public static void Unpack(ReadOnlySpan<byte> source, int width, int start, Span<int> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)width, (uint)MaxWidth, nameof(width));
        if (((long)start + destination.Length) * width > source.Length * 8L)
        {
            throw new ArgumentException($"{source.Length} bytes do not hold values {start} to {start + destination.Length} of {width} bits.", nameof(source));
        }

        if (width == 0)
        {
            destination.Clear();
            return;
        }

        // The wide paths start at a byte, which every eighth value does.
        var head = Math.Min(-start & 7, destination.Length);
        Scalar(source, width, start, destination[..head]);
        start += head;
        destination = destination[head..];
        source = source[(int)((long)start * width >> 3)..];
        var done = width > MaxWindowWidth ? 0
            : Avx512Vbmi.IsSupported ? Wide512(source, width, destination)
            : Avx2.IsSupported ? Wide256(source, width, destination)
            : 0;
        Scalar(source, width, done, destination[done..]);
    }

    /// <summary>Unpacks values of up to 64 bits from a position.</summary>
    /// <param name="source">Packed bits, at least up to the last value wanted.</param>
    /// <param name="width">Bits per value, 0 to 64.</param>
    /// <param name="start">0-based first value.</param>
    /// <param name="destination">Filled completely.</param>
    public static void Unpack(ReadOnlySpan<byte> source, int width, int start, Span<long> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)width, 64u, nameof(width));
        Span<int> narrow = stackalloc int[128];
        for (var done = 0; width <= MaxWidth && done < destination.Length;)
        {
            var part = narrow[..Math.Min(narrow.Length, destination.Length - done)];
            Unpack(source, width, start + done, part);
            foreach (var value in part)
            {
                destination[done++] = (uint)value;
            }
        }

        var bit = (long)start * width;
        for (var index = 0; width > MaxWidth && index < destination.Length; index++)
        {
            var offset = (int)(bit >> 3);
            var shift = (int)(bit & 7);
            var low = ReadWindow(source, offset) >> shift;
            var high = shift + width > 64 ? (ulong)source[offset + sizeof(ulong)] << (64 - shift) : 0;
            destination[index] = (long)((low | high) & (ulong.MaxValue >> (64 - width)));
            bit += width;
        }
    }

    /// <summary>The reference: one value at a time.</summary>
    public static void Scalar(ReadOnlySpan<byte> source, int width, int start, Span<int> destination)
    {
        var mask = (1UL << width) - 1;
        var bit = (long)start * width;
        for (var index = 0; index < destination.Length; index++)
        {
            destination[index] = (int)(ReadWindow(source, (int)(bit >> 3)) >> (int)(bit & 7) & mask);
            bit += width;
        }
    }

    private static ulong ReadWindow(ReadOnlySpan<byte> source, int offset)
    {
        if (source.Length - offset >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(source[offset..]);
        }

        var window = 0UL;
        for (var index = source.Length - 1; index >= offset; index--)
        {
            window = window << 8 | source[index];
        }

        return window;
    }

    /// <summary>16 values at a time: gather each value's 4 bytes, shift, mask. Reads 64 bytes from a multiple of 2 × width.</summary>
    private static unsafe int Wide512(ReadOnlySpan<byte> source, int width, Span<int> destination)
    {
        var windows = Tables.Windows(width);
        var shifts = Tables.Shifts(width);
        var mask = Vector512.Create((1 << width) - 1);
        var done = 0;
        var offset = 0;
        fixed (byte* bytes = source)
        fixed (int* values = destination)
        {
            // Bounds: 64 bytes are read at offset and 16 values are written at done, both checked by the loop's condition.
            while (done + 16 <= destination.Length && offset + 64 <= source.Length)
            {
                var gathered = Avx512Vbmi.PermuteVar64x8(Vector512.Load(bytes + offset), windows).AsUInt32();
                var shifted = Avx512F.ShiftRightLogicalVariable(gathered, shifts).AsInt32();
                Vector512.Store(shifted & mask, values + done);
                done += 16;
                offset += 2 * width;
            }
        }

        return done;
    }

    /// <summary>8 values at a time, the first four from 16 bytes at the group's start, the others from 16 bytes at the fifth value.</summary>
    private static unsafe int Wide256(ReadOnlySpan<byte> source, int width, Span<int> destination)
    {
        var windows = Tables.LaneWindows(width);
        var shifts = Tables.LaneShifts(width);
        var mask = Vector256.Create((1 << width) - 1);
        var second = 4 * width >> 3;
        var done = 0;
        var offset = 0;
        fixed (byte* bytes = source)
        fixed (int* values = destination)
        {
            // Bounds: 16 bytes are read at offset + second and 8 values are written at done, both checked by the loop's condition.
            while (done + 8 <= destination.Length && offset + second + 16 <= source.Length)
            {
                var lanes = Vector256.Create(Vector128.Load(bytes + offset), Vector128.Load(bytes + offset + second));
                var shifted = Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(lanes, windows).AsUInt32(), shifts).AsInt32();
                Vector256.Store(shifted & mask, values + done);
                done += 8;
                offset += width;
            }
        }

        return done;
    }

    /// <summary>For each width, which bytes hold a value and how far they are to be shifted.</summary>
    private sealed class UnpackTables
    {
        private readonly byte[] _windows = new byte[(MaxWindowWidth + 1) * 64];
        private readonly uint[] _shifts = new uint[(MaxWindowWidth + 1) * 16];
        private readonly byte[] _laneWindows = new byte[(MaxWindowWidth + 1) * 32];
        private readonly uint[] _laneShifts = new uint[(MaxWindowWidth + 1) * 8];

        public UnpackTables()
        {
            for (var width = 1; width <= MaxWindowWidth; width++)
            {
                for (var value = 0; value < 16; value++)
                {
                    var bit = value * width;
                    _shifts[(width * 16) + value] = (uint)bit & 7;
                    FillWindow(_windows.AsSpan((width * 64) + (value * 4), 4), bit >> 3);
                }

                for (var value = 0; value < 8; value++)
                {
                    var bit = (value < 4 ? 0 : 4 * width & 7) + ((value & 3) * width);
                    _laneShifts[(width * 8) + value] = (uint)bit & 7;
                    FillWindow(_laneWindows.AsSpan((width * 32) + (value * 4), 4), bit >> 3);
                }
            }
        }

        public Vector512<byte> Windows(int width) => Vector512.LoadUnsafe(ref Start(_windows, width * 64));

        public Vector512<uint> Shifts(int width) => Vector512.LoadUnsafe(ref Start(_shifts, width * 16));

        public Vector256<byte> LaneWindows(int width) => Vector256.LoadUnsafe(ref Start(_laneWindows, width * 32));

        public Vector256<uint> LaneShifts(int width) => Vector256.LoadUnsafe(ref Start(_laneShifts, width * 8));

        private static void FillWindow(Span<byte> window, int first)
        {
            for (var index = 0; index < window.Length; index++)
            {
                window[index] = (byte)(first + index);
            }
        }

        private static ref T Start<T>(T[] table, int index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(table), index);
    }
}
