using System.Buffers.Binary;
using System.Numerics;

namespace Patterns.Columnar.Kernels;

/// <summary>The 64-bit xxHash, which is stable: stored hashes stay valid.</summary>
/// <remarks>Source: the xxHash specification; the forms for 4 and 8 bytes are the same hash of the little-endian bytes.</remarks>
internal static class XxHash64
{
    private const ulong Prime1 = 0x9E37_79B1_85EB_CA87;
    private const ulong Prime2 = 0xC2B2_AE3D_27D4_EB4F;
    private const ulong Prime3 = 0x1656_67B1_9E37_79F9;
    private const ulong Prime4 = 0x85EB_CA77_C2B2_AE63;
    private const ulong Prime5 = 0x27D4_EB2F_1656_67C5;
    private const int StripeLength = 32;

    public static ulong Hash32(int value, ulong seed) => Avalanche(Mix32(seed + Prime5 + sizeof(int), (uint)value));

    public static ulong Hash64(long value, ulong seed) => Avalanche(Mix64(seed + Prime5 + sizeof(long), (ulong)value));

    public static ulong HashBytes(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = bytes.Length >= StripeLength ? HashStripes(bytes, seed) : seed + Prime5;
        hash += (ulong)bytes.Length;
        bytes = bytes[(bytes.Length / StripeLength * StripeLength)..];
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix64(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        if (bytes.Length >= sizeof(uint))
        {
            hash = Mix32(hash, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            bytes = bytes[sizeof(uint)..];
        }

        foreach (var value in bytes)
        {
            hash = BitOperations.RotateLeft(hash ^ (value * Prime5), 11) * Prime1;
        }

        return Avalanche(hash);
    }

    private static ulong HashStripes(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var lane1 = seed + Prime1 + Prime2;
        var lane2 = seed + Prime2;
        var lane3 = seed;
        var lane4 = seed - Prime1;
        for (; bytes.Length >= StripeLength; bytes = bytes[StripeLength..])
        {
            lane1 = Round(lane1, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            lane2 = Round(lane2, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            lane3 = Round(lane3, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            lane4 = Round(lane4, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
        }

        var hash = BitOperations.RotateLeft(lane1, 1) + BitOperations.RotateLeft(lane2, 7)
            + BitOperations.RotateLeft(lane3, 12) + BitOperations.RotateLeft(lane4, 18);
        return Merge(Merge(Merge(Merge(hash, lane1), lane2), lane3), lane4);
    }

    private static ulong Round(ulong lane, ulong value) => BitOperations.RotateLeft(lane + (value * Prime2), 31) * Prime1;

    private static ulong Merge(ulong hash, ulong lane) => ((hash ^ Round(0, lane)) * Prime1) + Prime4;

    private static ulong Mix64(ulong hash, ulong value) => (BitOperations.RotateLeft(hash ^ Round(0, value), 27) * Prime1) + Prime4;

    private static ulong Mix32(ulong hash, uint value) => (BitOperations.RotateLeft(hash ^ (value * Prime1), 23) * Prime2) + Prime3;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }
}
