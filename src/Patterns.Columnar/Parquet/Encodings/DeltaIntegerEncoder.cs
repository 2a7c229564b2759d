using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Encodes 32- or 64-bit integers as differences, 128 to a block. Source: parquet-format, Encodings.md, "Delta Encoding (DELTA_BINARY_PACKED = 5)".
/// </summary>
internal static class DeltaIntegerEncoder
{
    /// <summary>Differences of a block.</summary>
    public const int BlockLength = 128;

    private const int MiniBlockCount = 4;
    private const int MiniBlockLength = BlockLength / MiniBlockCount;

    /// <summary>Appends the encoded values with their header.</summary>
    /// <typeparam name="T">int or long; differences wrap around at its width.</typeparam>
    public static void Encode<T>(ReadOnlySpan<T> values, BufferBuilder<byte> output)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        AppendUnsigned(BlockLength, output);
        AppendUnsigned(MiniBlockCount, output);
        AppendUnsigned((ulong)values.Length, output);
        AppendSigned(values.IsEmpty ? 0 : long.CreateTruncating(values[0]), output);
        Span<T> deltas = stackalloc T[BlockLength];
        for (var start = 1; start < values.Length; start += BlockLength)
        {
            var count = Math.Min(BlockLength, values.Length - start);
            var least = Differences(values.Slice(start - 1, count + 1), deltas);
            AppendBlock(deltas[..count], least, output);
        }
    }

    /// <summary>Bytes that values take on average, judged by some blocks of them.</summary>
    public static double EstimateBytesPerValue<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        const int SampledBlocks = 24;
        Span<T> deltas = stackalloc T[BlockLength];
        var blocks = Math.Max(1, (values.Length - 1) / BlockLength);
        var step = Math.Max(1, blocks / SampledBlocks);
        var (bytes, seen) = (0L, 0);
        for (var block = 0; block < blocks; block += step)
        {
            var start = (block * BlockLength) + 1;
            var count = Math.Min(BlockLength, values.Length - start);
            if (count <= 0)
            {
                break;
            }

            var least = Differences(values.Slice(start - 1, count + 1), deltas);
            bytes += VarintByteCount(ZigZag(long.CreateTruncating(least))) + MiniBlockCount;
            for (var mini = 0; mini < count; mini += MiniBlockLength)
            {
                bytes += Width(deltas[mini..Math.Min(count, mini + MiniBlockLength)], least) * MiniBlockLength / 8;
            }

            seen += count;
        }

        return seen == 0 ? Unsafe.SizeOf<T>() : (double)bytes / seen;
    }

    /// <summary>Sets the difference of each value but the first from the one before and returns the least.</summary>
    private static T Differences<T>(ReadOnlySpan<T> values, Span<T> deltas)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var count = values.Length - 1;
        var least = T.MaxValue;
        var index = 0;
        if (Vector.IsHardwareAccelerated && count >= Vector<T>.Count)
        {
            var smallest = new Vector<T>(T.MaxValue);
            for (; index <= count - Vector<T>.Count; index += Vector<T>.Count)
            {
                var delta = new Vector<T>(values[(index + 1)..]) - new Vector<T>(values[index..]);
                delta.CopyTo(deltas[index..]);
                smallest = Vector.Min(smallest, delta);
            }

            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                least = T.Min(least, smallest[lane]);
            }
        }

        for (; index < count; index++)
        {
            deltas[index] = unchecked(values[index + 1] - values[index]);
            least = T.Min(least, deltas[index]);
        }

        return least;
    }

    private static void AppendBlock<T>(Span<T> deltas, T least, BufferBuilder<byte> output)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        AppendSigned(long.CreateTruncating(least), output);
        Span<byte> widths = stackalloc byte[MiniBlockCount];
        widths.Clear();
        for (var mini = 0; mini * MiniBlockLength < deltas.Length; mini++)
        {
            widths[mini] = (byte)Width(Part(deltas, mini), least);
        }

        output.Append(widths);
        for (var mini = 0; mini * MiniBlockLength < deltas.Length; mini++)
        {
            Pack(Part(deltas, mini), least, widths[mini], output.Reserve(widths[mini] * MiniBlockLength / 8));
        }

        static Span<T> Part(Span<T> deltas, int mini)
            => deltas[(mini * MiniBlockLength)..Math.Min(deltas.Length, (mini + 1) * MiniBlockLength)];
    }

    /// <summary>Bits of the largest difference above the least.</summary>
    private static int Width<T>(ReadOnlySpan<T> deltas, T least)
        where T : unmanaged, IBinaryInteger<T>
    {
        var bits = T.Zero;
        foreach (var delta in deltas)
        {
            bits |= unchecked(delta - least);
        }

        return 64 - BitOperations.LeadingZeroCount(Unsigned(bits));
    }

    /// <summary>Packs up to 32 differences LSB first; places behind the last are zero.</summary>
    private static void Pack<T>(ReadOnlySpan<T> deltas, T least, int width, Span<byte> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (width == 0)
        {
            return;
        }

        if (deltas.Length < MiniBlockLength)
        {
            target.Clear();
        }

        var (buffer, pending) = (0UL, 0);
        foreach (var delta in deltas)
        {
            var value = Unsigned(unchecked(delta - least));
            buffer |= value << pending;
            pending += width;
            if (pending >= 64)
            {
                MemoryMarshal.Write(target, buffer);
                target = target[sizeof(ulong)..];
                pending -= 64;
                buffer = pending == 0 ? 0 : value >> (width - pending);
            }
        }

        for (; pending > 0; pending -= 8)
        {
            target[0] = (byte)buffer;
            target = target[1..];
            buffer >>= 8;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Unsigned<T>(T value)
        where T : unmanaged
        => Unsafe.SizeOf<T>() == sizeof(int) ? Unsafe.As<T, uint>(ref value) : Unsafe.As<T, ulong>(ref value);

    private static ulong ZigZag(long value) => (ulong)(value << 1) ^ (ulong)(value >> 63);

    private static int VarintByteCount(ulong value) => Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);

    private static void AppendSigned(long value, BufferBuilder<byte> output) => AppendUnsigned(ZigZag(value), output);

    private static void AppendUnsigned(ulong value, BufferBuilder<byte> output)
    {
        while (value >= 0x80)
        {
            output.Append((byte)(value | 0x80));
            value >>= 7;
        }

        output.Append((byte)value);
    }
}
