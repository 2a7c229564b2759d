using System.Globalization;
using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Text;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Casts to decimals: digits that the scale has no room for are rounded half up, too many digits before the point do not fit.</summary>
internal static class DecimalCasts
{
    private const int MaxFloatText = 40;
    private const int MicrosecondScale = 6;

    public static BoundNode? Bind(CastRequest cast)
        => ((DecimalType)cast.Type).Precision <= DecimalType.MaxPrecision64 ? Bind<long>(cast) : Bind<Int128>(cast);

    private static BoundNode? Bind<TTo>(CastRequest cast)
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        var type = (DecimalType)cast.Type;
        return cast.From.Kind switch
        {
            DataTypeKind.Boolean => type.Precision == type.Scale
                ? null
                : new FromBooleanNode<TTo>(cast.Operand, type, TTo.CreateTruncating(PowersOfTen.Int128(type.Scale))),
            DataTypeKind.Int8 => FromScaled<sbyte, TTo>(cast, type, 0),
            DataTypeKind.Int16 => FromScaled<short, TTo>(cast, type, 0),
            DataTypeKind.Int32 => FromScaled<int, TTo>(cast, type, 0),
            DataTypeKind.Int64 => FromScaled<long, TTo>(cast, type, 0),
            DataTypeKind.Float32 => cast.Convert((float value, out TTo result) => FromFloat(value, type, out result)),
            DataTypeKind.Float64 => cast.Convert((double value, out TTo result) => FromFloat(value, type, out result)),
            DataTypeKind.Decimal => FromDecimal<TTo>(cast, (DecimalType)cast.From, type),
            DataTypeKind.String => cast.Parse((ReadOnlySpan<byte> text, out TTo result) => Parse(text, type, out result)),
            DataTypeKind.Timestamp => FromScaled<long, TTo>(cast, type, MicrosecondScale),
            _ => null,
        };
    }

    private static BoundNode FromDecimal<TTo>(CastRequest cast, DecimalType from, DecimalType type)
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        var isNarrow = from.Precision <= DecimalType.MaxPrecision64;
        if (from.Scale == type.Scale && from.Precision <= type.Precision)
        {
            return isNarrow == (typeof(TTo) == typeof(long))
                ? new RetypeNode(cast.Operand, type)
                : new WidenNode<long, TTo>(cast.Operand, type);
        }

        return isNarrow ? FromScaled<long, TTo>(cast, type, from.Scale) : FromScaled<Int128, TTo>(cast, type, from.Scale);
    }

    private static BoundNode FromScaled<TFrom, TTo>(CastRequest cast, DecimalType type, int scale)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>
        => cast.Convert((TFrom value, out TTo result) =>
        {
            var fits = DecimalRounding.TryRescale(Int128.CreateTruncating(value), scale, type.Scale, type.Precision, out var unscaled);
            result = TTo.CreateTruncating(unscaled);
            return fits;
        });

    /// <summary>The decimal of the shortest digits that read back to the same number, as in Spark.</summary>
    private static bool FromFloat<TFrom, TTo>(TFrom value, DecimalType type, out TTo result)
        where TFrom : IFloatingPointIeee754<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        Span<byte> text = stackalloc byte[MaxFloatText];
        result = default;
        return TFrom.IsFinite(value)
            && value.TryFormat(text, out var written, "R", CultureInfo.InvariantCulture)
            && Parse(text[..written], type, out result);
    }

    private static bool Parse<TTo>(ReadOnlySpan<byte> text, DecimalType type, out TTo result)
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        result = default;
        if (!DecimalText.TrySplit(text, mayCut: true, out var digits, out var scale)
            || !DecimalRounding.TryRescale(digits, scale, type.Scale, type.Precision, out var unscaled))
        {
            return false;
        }

        result = TTo.CreateTruncating(unscaled);
        return true;
    }
}
