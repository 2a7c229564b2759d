namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Integers stored wider or without a sign. What does not fit its annotation is damage, not a value.</summary>
internal readonly struct IntegerMaps :
    IValueMap<int, sbyte>,
    IValueMap<int, short>,
    IValueMap<int, long>,
    IValueMap<int, Int128>,
    IValueMap<long, Int128>,
    IValueMap<Int128, long>
{
    static sbyte IValueMap<int, sbyte>.Map(int stored) => (sbyte)stored == stored ? (sbyte)stored : throw OutOfRange(stored, "an 8-bit integer");

    static short IValueMap<int, short>.Map(int stored) => (short)stored == stored ? (short)stored : throw OutOfRange(stored, "a 16-bit integer");

    static long IValueMap<int, long>.Map(int stored) => stored;

    static Int128 IValueMap<int, Int128>.Map(int stored) => stored;

    static Int128 IValueMap<long, Int128>.Map(long stored) => stored;

    static long IValueMap<Int128, long>.Map(Int128 stored) => (long)stored == stored ? (long)stored : throw OutOfRange(stored, "a 64-bit decimal");

    private static CorruptDataException OutOfRange(Int128 stored, string type) => new($"{stored} is not {type}");
}
