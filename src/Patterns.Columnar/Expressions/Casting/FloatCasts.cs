using System.Globalization;
using System.Numerics;
using System.Text;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Casts to floating-point numbers, rounded to the nearest one.</summary>
internal static class FloatCasts
{
    // Integers below 2^53 and powers of ten up to 22 are exact as doubles, so that one division rounds once.
    private const long MaxExactInteger = 1L << 53;
    private const int MaxExactPower = 22;
    private const double MicrosecondsPerSecond = 1_000_000;

    public static BoundNode? Bind<TTo>(CastRequest cast)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
        => cast.From.Kind switch
        {
            DataTypeKind.Boolean => new FromBooleanNode<TTo>(cast.Operand, cast.Type, TTo.One),
            DataTypeKind.Int8 => new WidenNode<sbyte, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Int16 => new WidenNode<short, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Int32 => new WidenNode<int, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Int64 => new WidenNode<long, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Float32 => new WidenNode<float, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Float64 => new WidenNode<double, TTo>(cast.Operand, cast.Type),
            DataTypeKind.Decimal => FromDecimal<TTo>(cast, (DecimalType)cast.From),
            DataTypeKind.String => cast.Parse<TTo>(Parse),
            DataTypeKind.Timestamp => cast.Convert((long value, out TTo result) =>
            {
                result = TTo.CreateTruncating(value / MicrosecondsPerSecond);
                return true;
            }),
            _ => null,
        };

    /// <summary>The nearest double to a decimal.</summary>
    public static double ToDouble(Int128 unscaled, int scale)
        => unscaled < MaxExactInteger && unscaled > -MaxExactInteger && scale <= MaxExactPower
            ? (double)(long)unscaled / (double)PowersOfTen.Int128(scale)
            : double.Parse(new WideDecimal(unscaled, scale).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static BoundNode FromDecimal<TTo>(CastRequest cast, DecimalType from)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        var scale = from.Scale;
        return from.Precision <= DecimalType.MaxPrecision64
            ? cast.Convert((long value, out TTo result) => FromUnscaled(value, scale, out result))
            : cast.Convert((Int128 value, out TTo result) => FromUnscaled(value, scale, out result));
    }

    private static bool FromUnscaled<TTo>(Int128 value, int scale, out TTo result)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        result = TTo.CreateTruncating(ToDouble(value, scale));
        return true;
    }

    private static bool Parse<TTo>(ReadOnlySpan<byte> text, out TTo result)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        if (text.IsEmpty || char.IsAsciiDigit((char)text[^1]) || text[^1] == '.')
        {
            return TTo.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out result);
        }

        var isNegative = text[0] == '-';
        var word = isNegative || text[0] == '+' ? text[1..] : text;
        if (Ascii.EqualsIgnoreCase(word, "infinity"u8) || Ascii.EqualsIgnoreCase(word, "inf"u8))
        {
            result = isNegative ? TTo.NegativeInfinity : TTo.PositiveInfinity;
            return true;
        }

        result = TTo.NaN;
        return Ascii.EqualsIgnoreCase(text, "nan"u8);
    }
}
