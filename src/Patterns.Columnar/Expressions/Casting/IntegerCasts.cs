using System.Globalization;
using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Casts to integers: fractions are cut off, and what is out of range does not fit.</summary>
internal static class IntegerCasts
{
    private const double TwoToThe63 = 9_223_372_036_854_775_808d;
    private const long MicrosecondsPerSecond = 1_000_000;

    public static BoundNode? Bind<TTo>(CastRequest cast)
        where TTo : unmanaged, IBinaryInteger<TTo>, IMinMaxValue<TTo>
        => cast.From.Kind switch
        {
            DataTypeKind.Boolean => new FromBooleanNode<TTo>(cast.Operand, cast.Type, TTo.One),
            DataTypeKind.Int8 => new WidenNode<sbyte, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Int16 => FromInteger<short, TTo>(cast),
            DataTypeKind.Int32 => FromInteger<int, TTo>(cast),
            DataTypeKind.Int64 => FromInteger<long, TTo>(cast),
            DataTypeKind.Float32 => cast.Convert<float, TTo>(static (float value, out TTo result) => FromFloat(value, out result)),
            DataTypeKind.Float64 => cast.Convert<double, TTo>(FromFloat),
            DataTypeKind.Decimal => FromDecimal<TTo>(cast, (DecimalType)cast.From),
            DataTypeKind.String => cast.Parse<TTo>(Parse),
            DataTypeKind.Timestamp => cast.Convert<long, TTo>(FromTimestamp),
            _ => null,
        };

    private static BoundNode FromInteger<TFrom, TTo>(CastRequest cast)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>, IMinMaxValue<TTo>
        => default(TTo).GetByteCount() >= default(TFrom).GetByteCount()
            ? new WidenNode<TFrom, TTo>(cast.Operand, cast.Type)
            : cast.Convert<TFrom, TTo>(Narrow);

    private static bool Narrow<TFrom, TTo>(TFrom value, out TTo result)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        result = TTo.CreateTruncating(value);
        return TFrom.CreateTruncating(result) == value;
    }

    private static bool FromFloat<TTo>(double value, out TTo result)
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        var whole = Math.Truncate(value);
        result = default;
        return whole is >= -TwoToThe63 and < TwoToThe63 && Narrow((long)whole, out result);
    }

    private static BoundNode FromDecimal<TTo>(CastRequest cast, DecimalType from)
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        if (from.Precision > DecimalType.MaxPrecision64)
        {
            var divisor = PowersOfTen.Int128(from.Scale);
            return cast.Convert((Int128 value, out TTo result) => Narrow(value / divisor, out result));
        }

        var narrowDivisor = PowersOfTen.Int64(from.Scale);
        return cast.Convert((long value, out TTo result) => Narrow(value / narrowDivisor, out result));
    }

    private static bool FromTimestamp<TTo>(long microseconds, out TTo result)
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        var (seconds, rest) = Math.DivRem(microseconds, MicrosecondsPerSecond);
        return Narrow(rest < 0 ? seconds - 1 : seconds, out result);
    }

    private static bool Parse<TTo>(ReadOnlySpan<byte> text, out TTo result)
        where TTo : unmanaged, IBinaryInteger<TTo>
        => TTo.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result);
}
