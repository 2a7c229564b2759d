namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Timestamps in nanoseconds, rounded down to microseconds.</summary>
internal readonly struct FlooredTimestampMaps : IValueMap<long, long>, IValueMap<Int96, long>
{
    private const int JulianDayOfEpoch = 2_440_588;
    private const long MicrosecondsPerDay = 86_400_000_000;

    // 2^63 microseconds are 106,751,991 days, of which the nanoseconds can be 106,752.
    private const long MaxDays = 106_600_000;

    private const int NanosecondsPerMicrosecond = 1000;

    static long IValueMap<long, long>.Map(long stored) => Floor(stored);

    static long IValueMap<Int96, long>.Map(Int96 stored) => Microseconds(stored);

    public static long Microseconds(Int96 stored)
    {
        var days = (long)stored.JulianDay - JulianDayOfEpoch;
        return Math.Abs(days) <= MaxDays
            ? (days * MicrosecondsPerDay) + Floor(stored.NanosecondsOfDay)
            : throw new CorruptDataException($"a timestamp {days} days from 1970, which 64 bits of microseconds do not hold");
    }

    private static long Floor(long nanoseconds)
    {
        var (quotient, remainder) = Math.DivRem(nanoseconds, NanosecondsPerMicrosecond);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
