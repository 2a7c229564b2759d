using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Updates.Segments;

/// <summary>CRC-32C (Castagnoli), by the processor's instruction where it has one. Source: RFC 3720, appendix B.4.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of bytes; <paramref name="seed"/> is that of the bytes before them, or any number that tells one use from another.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var crc = ~seed;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
