using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Casts to dates and timestamps. The session's time zone is UTC.</summary>
internal static class TimeCasts
{
    private const long MicrosecondsPerSecond = TimestampText.MicrosecondsPerSecond;
    private const long MicrosecondsPerDay = TimestampText.MicrosecondsPerDay;

    public static BoundNode? BindDate(CastRequest cast) => cast.From.Kind switch
    {
        DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => cast.Convert<long, int>(ToDays),
        DataTypeKind.String => cast.Parse<int>(DateText.TryRead),
        _ => null,
    };

    public static BoundNode? BindTimestamp(CastRequest cast)
    {
        var isInstant = cast.Type.Kind == DataTypeKind.Timestamp;
        return cast.From.Kind switch
        {
            DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => new RetypeNode(cast.Operand, cast.Type),
            DataTypeKind.Date => cast.Convert<int, long>(FromDays),
            DataTypeKind.String => cast.Parse<long>(isInstant ? TimestampText.TryReadInstant : TimestampText.TryReadLocal),
            DataTypeKind.Int8 when isInstant => cast.Convert<sbyte, long>(static (sbyte value, out long result) => FromSeconds(value, out result)),
            DataTypeKind.Int16 when isInstant => cast.Convert<short, long>(static (short value, out long result) => FromSeconds(value, out result)),
            DataTypeKind.Int32 when isInstant => cast.Convert<int, long>(static (int value, out long result) => FromSeconds(value, out result)),
            DataTypeKind.Int64 when isInstant => cast.Convert<long, long>(FromSeconds),
            DataTypeKind.Float32 when isInstant => cast.Convert<float, long>(static (float value, out long result) => FromSeconds(value, out result)),
            DataTypeKind.Float64 when isInstant => cast.Convert<double, long>(FromSeconds),
            _ => null,
        };
    }

    private static bool ToDays(long microseconds, out int days)
    {
        var (quotient, rest) = Math.DivRem(microseconds, MicrosecondsPerDay);
        days = (int)(rest < 0 ? quotient - 1 : quotient);
        return true;
    }

    private static bool FromDays(int days, out long microseconds)
    {
        var fits = Math.Abs((long)days) <= long.MaxValue / MicrosecondsPerDay;
        microseconds = fits ? days * MicrosecondsPerDay : 0;
        return fits;
    }

    private static bool FromSeconds(long seconds, out long microseconds)
    {
        var fits = seconds is >= long.MinValue / MicrosecondsPerSecond and <= long.MaxValue / MicrosecondsPerSecond;
        microseconds = fits ? seconds * MicrosecondsPerSecond : 0;
        return fits;
    }

    private static bool FromSeconds(double seconds, out long microseconds)
    {
        const double Limit = 9_223_372_036_854_775_808d;
        var value = seconds * MicrosecondsPerSecond;
        var fits = value is >= -Limit and < Limit;
        microseconds = fits ? (long)value : 0;
        return fits;
    }
}
