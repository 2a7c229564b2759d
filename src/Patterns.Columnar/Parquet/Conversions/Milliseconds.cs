namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>A timestamp in milliseconds, as it is stored.</summary>
internal readonly record struct Milliseconds(long Value)
{
    private const long MicrosecondsPerMillisecond = 1000;

    public long ToMicroseconds()
    {
        var result = unchecked(Value * MicrosecondsPerMillisecond);
        return result / MicrosecondsPerMillisecond == Value
            ? result
            : throw new CorruptDataException($"a timestamp of {Value} milliseconds, which 64 bits of microseconds do not hold");
    }
}
