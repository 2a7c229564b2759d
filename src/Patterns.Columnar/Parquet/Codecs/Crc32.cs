using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>CRC-32 with the polynomial of gzip and Ethernet, which Parquet's page checksums use. Source: RFC 1952, section 8.</summary>
/// <remarks>
/// With carry-less multiplication 64 bytes at a time are folded into the next 64. Source: V. Gopal et al., "Fast CRC Computation for Generic
/// Polynomials Using PCLMULQDQ Instruction", Intel 2009.
/// </remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8;
    private const int FoldedByteCount = 64;

    // Powers of x modulo the polynomial, bit-reflected: for steps of 64 bytes and of 16 bytes.
    private static readonly Vector128<ulong> FarStep = Vector128.Create(0x0000000154442BD4UL, 0x00000001C6E41596UL);
    private static readonly Vector128<ulong> NearStep = Vector128.Create(0x00000001751997D0UL, 0x00000000CCAA009EUL);
    private static readonly Vector512<ulong> WideStep = Vector512.Create(Vector256.Create(FarStep, FarStep), Vector256.Create(FarStep, FarStep));
    private static readonly uint[] Table = BuildTable();

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        if (ArmCrc32.Arm64.IsSupported)
        {
            return ~ByInstruction(uint.MaxValue, data);
        }

        return Pclmulqdq.IsSupported && data.Length >= FoldedByteCount ? Folded(data) : Sliced(data);
    }

    /// <summary>The reference: eight bytes at a time by tables.</summary>
    public static uint Sliced(ReadOnlySpan<byte> data) => ~Sliced(uint.MaxValue, data);

    private static uint Sliced(uint crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= Slices)
        {
            // Each byte has a table of what it does to the sum seven to zero bytes later.
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            crc = Table[(7 * 256) + (int)(low & 0xFF)] ^ Table[(6 * 256) + (int)(low >> 8 & 0xFF)]
                ^ Table[(5 * 256) + (int)(low >> 16 & 0xFF)] ^ Table[(4 * 256) + (int)(low >> 24)]
                ^ Table[(3 * 256) + (int)(high & 0xFF)] ^ Table[(2 * 256) + (int)(high >> 8 & 0xFF)]
                ^ Table[256 + (int)(high >> 16 & 0xFF)] ^ Table[(int)(high >> 24)];
            data = data[Slices..];
        }

        foreach (var next in data)
        {
            crc = crc >> 8 ^ Table[(int)((crc ^ next) & 0xFF)];
        }

        return crc;
    }

    private static uint ByInstruction(uint crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= sizeof(ulong))
        {
            crc = ArmCrc32.Arm64.ComputeCrc32(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (var next in data)
        {
            crc = ArmCrc32.ComputeCrc32(crc, next);
        }

        return crc;
    }

    private static uint Folded(ReadOnlySpan<byte> data)
    {
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(data);
        var first = blocks[0] ^ Vector128.CreateScalar(uint.MaxValue).AsUInt64();
        var (second, third, fourth) = (blocks[1], blocks[2], blocks[3]);
        var index = 4;
        if (Pclmulqdq.V512.IsSupported)
        {
            // The same four folds in one instruction.
            var all = Vector512.Create(Vector256.Create(first, second), Vector256.Create(third, fourth));
            foreach (var next in MemoryMarshal.Cast<byte, Vector512<ulong>>(data)[1..])
            {
                all = Fold(all, WideStep) ^ next;
                index += 4;
            }

            (first, second) = (all.GetLower().GetLower(), all.GetLower().GetUpper());
            (third, fourth) = (all.GetUpper().GetLower(), all.GetUpper().GetUpper());
        }

        for (; index + 4 <= blocks.Length; index += 4)
        {
            first = Fold(first, FarStep) ^ blocks[index];
            second = Fold(second, FarStep) ^ blocks[index + 1];
            third = Fold(third, FarStep) ^ blocks[index + 2];
            fourth = Fold(fourth, FarStep) ^ blocks[index + 3];
        }

        var rest = Fold(Fold(Fold(first, NearStep) ^ second, NearStep) ^ third, NearStep) ^ fourth;
        for (; index < blocks.Length; index++)
        {
            rest = Fold(rest, NearStep) ^ blocks[index];
        }

        // The 16 bytes that all were folded into have the sum of all; the start value is among them.
        return ~Sliced(Sliced(0, MemoryMarshal.AsBytes([rest])), data[(blocks.Length * Vector128<byte>.Count)..]);
    }

    private static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> step)
        => Pclmulqdq.CarrylessMultiply(value, step, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, step, 0x11);

    private static Vector512<ulong> Fold(Vector512<ulong> value, Vector512<ulong> step)
        => Pclmulqdq.V512.CarrylessMultiply(value, step, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(value, step, 0x11);

    private static uint[] BuildTable()
    {
        var table = new uint[Slices * 256];
        for (var index = 0; index < 256; index++)
        {
            var crc = (uint)index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
            }

            table[index] = crc;
        }

        for (var index = 256; index < table.Length; index++)
        {
            table[index] = table[index - 256] >> 8 ^ table[(int)(table[index - 256] & 0xFF)];
        }

        return table;
    }
}
