namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Unsigned integers, which become the next wider signed type.</summary>
internal readonly struct UnsignedMaps : IValueMap<int, short>, IValueMap<int, int>, IValueMap<int, long>, IValueMap<long, Int128>
{
    static short IValueMap<int, short>.Map(int stored) => stored is >= 0 and <= byte.MaxValue ? (short)stored : throw OutOfRange(stored, 8);

    static int IValueMap<int, int>.Map(int stored) => stored is >= 0 and <= ushort.MaxValue ? stored : throw OutOfRange(stored, 16);

    static long IValueMap<int, long>.Map(int stored) => (uint)stored;

    static Int128 IValueMap<long, Int128>.Map(long stored) => (ulong)stored;

    private static CorruptDataException OutOfRange(int stored, int bits) => new($"{stored} is not an unsigned {bits}-bit integer");
}
