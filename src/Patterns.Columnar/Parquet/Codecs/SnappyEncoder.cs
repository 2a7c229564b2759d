using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Compresses snappy blocks without framing. Source: google/snappy, format_description.txt. Keeps its table between blocks; not thread safe.</summary>
internal sealed class SnappyEncoder
{
    // Copies reach back at most this far, so positions within a fragment fit 16 bits.
    private const int FragmentByteCount = 1 << 16;
    private const int TableBits = 14;

    // A match is not looked for this close to the end, so that 8 bytes can be read at any candidate.
    private const int Margin = 15;

    private readonly ushort[] _table = new ushort[1 << TableBits];

    /// <summary>The most bytes that a block of a length can take. Source: snappy.cc, MaxCompressedLength.</summary>
    public static int LargestOutput(int length) => checked(32 + length + (length / 6));

    /// <summary>Compresses bytes into a block.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="destination">At least <see cref="LargestOutput"/> bytes.</param>
    /// <returns>Bytes of the block.</returns>
    public unsafe int Encode(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (destination.Length < LargestOutput(source.Length))
        {
            throw new ArgumentException($"{destination.Length} bytes do not hold what {source.Length} bytes can compress to.", nameof(destination));
        }

        var written = 0;
        for (var length = (uint)source.Length; ; length >>= 7)
        {
            destination[written++] = (byte)(length < 0x80 ? length : length | 0x80);
            if (length < 0x80)
            {
                break;
            }
        }

        fixed (byte* start = &MemoryMarshal.GetReference(source))
        fixed (byte* target = destination)
        {
            // Bounds: the destination holds the worst case; every read is at least Margin bytes before the fragment's end.
            var output = target + written;
            for (var offset = 0; offset < source.Length; offset += FragmentByteCount)
            {
                output = EncodeFragment(start + offset, Math.Min(FragmentByteCount, source.Length - offset), output);
            }

            return (int)(output - target);
        }
    }

    private unsafe byte* EncodeFragment(byte* start, int length, byte* output)
    {
        var literal = start;
        var end = start + length;
        if (length > Margin)
        {
            Array.Clear(_table);
            ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
            var limit = end - Margin;
            var next = start + 1;

            // After every 32 positions without a match the step grows by one: incompressible bytes are passed over ever faster.
            uint skip = 32;
            while (next < limit)
            {
                var current = Unsafe.ReadUnaligned<uint>(next);
                ref var slot = ref Unsafe.Add(ref table, Hash(current));
                var candidate = start + slot;
                slot = (ushort)(next - start);
                if (Unsafe.ReadUnaligned<uint>(candidate) != current || candidate >= next)
                {
                    next += skip++ >> 5;
                    continue;
                }

                output = EmitInnerLiteral(literal, (int)(next - literal), output);
                var matched = 4 + CommonLength(candidate + 4, next + 4, end);
                output = EmitCopy((int)(next - candidate), matched, output);
                next += matched;
                literal = next;
                skip = 32;
                if (next < limit)
                {
                    Unsafe.Add(ref table, Hash(Unsafe.ReadUnaligned<uint>(next - 1))) = (ushort)(next - 1 - start);
                }
            }
        }

        return literal < end ? EmitLiteral(literal, (int)(end - literal), output) : output;
    }

    private static uint Hash(uint bytes) => bytes * 0x1E35A7BD >> (32 - TableBits);

    private static unsafe int CommonLength(byte* candidate, byte* next, byte* end)
    {
        var start = next;
        while (end - next >= sizeof(ulong))
        {
            var difference = Unsafe.ReadUnaligned<ulong>(candidate) ^ Unsafe.ReadUnaligned<ulong>(next);
            if (difference != 0)
            {
                return (int)(next - start) + (BitOperations.TrailingZeroCount(difference) >> 3);
            }

            candidate += sizeof(ulong);
            next += sizeof(ulong);
        }

        while (next < end && *candidate == *next)
        {
            candidate++;
            next++;
        }

        return (int)(next - start);
    }

    /// <summary>As <see cref="EmitLiteral"/>, for literals behind which at least <see cref="Margin"/> bytes follow: 16 can be copied at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe byte* EmitInnerLiteral(byte* literal, int length, byte* output)
    {
        if (length is 0 or > 16)
        {
            return EmitLiteral(literal, length, output);
        }

        // What is written too much is overwritten by what comes next; the largest output has room for it at the end.
        *output = (byte)((length - 1) << 2);
        Vector128.Load(literal).Store(output + 1);
        return output + 1 + length;
    }

    private static unsafe byte* EmitLiteral(byte* literal, int length, byte* output)
    {
        if (length == 0)
        {
            return output;
        }

        var rest = (uint)length - 1;
        if (rest < 60)
        {
            *output++ = (byte)(rest << 2);
        }
        else
        {
            var byteCount = rest < 1 << 8 ? 1 : 2;
            *output++ = (byte)((59 + byteCount) << 2);
            *output++ = (byte)rest;
            if (byteCount == 2)
            {
                *output++ = (byte)(rest >> 8);
            }
        }

        Unsafe.CopyBlockUnaligned(output, literal, (uint)length);
        return output + length;
    }

    private static unsafe byte* EmitCopy(int offset, int length, byte* output)
    {
        // 64 is the longest copy; the rest must not be shorter than the 4 bytes that the short form starts at.
        while (length >= 68)
        {
            output = EmitLongCopy(offset, 64, output);
            length -= 64;
        }

        if (length > 64)
        {
            output = EmitLongCopy(offset, 60, output);
            length -= 60;
        }

        if (length >= 12 || offset >= 2048)
        {
            return EmitLongCopy(offset, length, output);
        }

        *output++ = (byte)(1 | (length - 4) << 2 | offset >> 8 << 5);
        *output++ = (byte)offset;
        return output;
    }

    private static unsafe byte* EmitLongCopy(int offset, int length, byte* output)
    {
        *output++ = (byte)(2 | (length - 1) << 2);
        *output++ = (byte)offset;
        *output++ = (byte)(offset >> 8);
        return output;
    }
}
