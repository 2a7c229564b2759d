namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Timestamps in nanoseconds, rounded down to microseconds.</summary>
internal readonly struct FlooredTimestampMaps : IValueMap<long, long>, IValueMap<Int96, long>
{
    private const int JulianDayOfEpoch = 2_440_588;
    private const long MicrosecondsPerDay = 86_400_000_000;
    private const int NanosecondsPerMicrosecond = 1000;

    static long IValueMap<long, long>.Map(long stored) => Floor(stored);

    static long IValueMap<Int96, long>.Map(Int96 stored) => Microseconds(stored);

    /// <summary>Wraps around on purpose: so does Spark when it counts a day of the far future from the Julian epoch.</summary>
    public static long Microseconds(Int96 stored)
        => unchecked((((long)stored.JulianDay - JulianDayOfEpoch) * MicrosecondsPerDay) + Floor(stored.NanosecondsOfDay));

    private static long Floor(long nanoseconds)
    {
        var (quotient, remainder) = Math.DivRem(nanoseconds, NanosecondsPerMicrosecond);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
