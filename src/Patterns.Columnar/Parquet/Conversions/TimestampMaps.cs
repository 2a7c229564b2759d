namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Timestamps of other units than microseconds. What lies below the microsecond is refused.</summary>
internal readonly struct TimestampMaps : IValueMap<Milliseconds, long>, IValueMap<long, long>, IValueMap<Int96, long>
{
    private const int NanosecondsPerMicrosecond = 1000;

    static long IValueMap<Milliseconds, long>.Map(Milliseconds stored) => stored.ToMicroseconds();

    static long IValueMap<long, long>.Map(long stored)
    {
        CheckWhole(stored);
        return stored / NanosecondsPerMicrosecond;
    }

    static long IValueMap<Int96, long>.Map(Int96 stored)
    {
        CheckWhole(stored.NanosecondsOfDay);
        return FlooredTimestampMaps.Microseconds(stored);
    }

    private static void CheckWhole(long nanoseconds)
    {
        if (nanoseconds % NanosecondsPerMicrosecond != 0)
        {
            throw new CorruptDataException(
                $"a timestamp has {Math.Abs(nanoseconds % NanosecondsPerMicrosecond)} nanoseconds below the microsecond, which would be lost; set {nameof(ParquetReaderOptions)}.{nameof(ParquetReaderOptions.Nanoseconds)} to {nameof(NanosecondHandling.Floor)} to drop them");
        }
    }
}
