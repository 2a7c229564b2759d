using Patterns.Core;

namespace Patterns.Columnar.Batches;

/// <summary>How the value of a fixed-width column looks as a .NET object.</summary>
internal static class FixedValues
{
    private const int MaxSystemDecimalPrecision = 28;
    private const int UnixEpochDayNumber = 719_162;
    private const long MaxMicroseconds = 253_402_300_799_999_999;
    private const long MinMicroseconds = -62_135_596_800_000_000;

    public static object Box<T>(DataType type, T value)
        where T : unmanaged
        => value switch
        {
            int days when type.Kind == DataTypeKind.Date => BoxDate(days),
            long microseconds when type.Kind is DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => BoxTimestamp(type.Kind, microseconds),
            long unscaled when type is DecimalType decimalType => BoxDecimal(decimalType, unscaled),
            Int128 unscaled when type is DecimalType decimalType => BoxDecimal(decimalType, unscaled),
            _ => value,
        };

    private static object BoxDate(int days)
    {
        var dayNumber = (long)UnixEpochDayNumber + days;
        return dayNumber < 0 || dayNumber > DateOnly.MaxValue.DayNumber ? (object)(long)days : DateOnly.FromDayNumber((int)dayNumber);
    }

    private static object BoxTimestamp(DataTypeKind kind, long microseconds)
    {
        if (microseconds is < MinMicroseconds or > MaxMicroseconds)
        {
            return microseconds;
        }

        var time = DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        return kind == DataTypeKind.Timestamp ? (object)new DateTimeOffset(time) : DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
    }

    private static object BoxDecimal(DecimalType type, Int128 unscaled)
    {
        var value = new WideDecimal(unscaled, type.Scale);
        return type.Precision <= MaxSystemDecimalPrecision ? (object)value.ToDecimal() : value;
    }
}
