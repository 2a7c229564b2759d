using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>round (half away from zero), bround (half to even), floor, ceil.</summary>
internal static class RoundFunctions
{
    private const double TwoToThe63 = 9_223_372_036_854_775_808d;

    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("round", 1, 2, static call => Round(call, MidpointRounding.AwayFromZero)),
        new("bround", 1, 2, static call => Round(call, MidpointRounding.ToEven)),
        new("floor", 1, static call => Whole(call, MidpointRounding.ToNegativeInfinity)),
        new("ceil", 1, static call => Whole(call, MidpointRounding.ToPositiveInfinity)),
        new("ceiling", 1, static call => Whole(call, MidpointRounding.ToPositiveInfinity)),
    ];

    private static BoundNode Round(FunctionCall call, MidpointRounding mode)
    {
        var operand = call.Number(0);
        var places = call.Count == 1 ? 0 : call.Int32(1) is ConstantNode { Value: int given } ? given : throw call.Unfit(1, "a constant int");
        places = Math.Clamp(places, -DecimalType.MaxPrecision, 400);
        return operand.Type.Kind switch
        {
            DataTypeKind.Decimal => RoundDecimal(call, operand, places, mode),
            DataTypeKind.Float32 => new MapNode<float, float>(operand.Type, operand, value => FloatRounding.Round(value, places, mode)),
            DataTypeKind.Float64 => new MapNode<double, double>(operand.Type, operand, value => FloatRounding.Round(value, places, mode)),
            _ => places >= 0 ? operand : RoundInteger(call, operand, places, mode),
        };
    }

    private static FixedFunctionNode<long> RoundWide(FunctionCall call, BoundNode operand, int places, MidpointRounding mode)
        => new(DataType.Int64, call, [Coercion.To(operand, DataType.Int64, call.Source)], (RowArguments arguments, int row, out long result) =>
        {
            var unit = PowersOfTen.Int128(-places);
            var rounded = DecimalRounding.Divide(arguments.Value<long>(0, row), unit, mode) * unit;
            result = (long)rounded;
            return rounded == result ? true : throw arguments.Failure(row, $"{rounded} exceeds bigint.");
        });

    /// <summary>Integers rounded to tens, hundreds and so on stay of their type.</summary>
    private static BoundNode RoundInteger(FunctionCall call, BoundNode operand, int places, MidpointRounding mode)
        => Coercion.To(RoundWide(call, operand, places, mode), operand.Type, call.Source);

    private static BoundNode RoundDecimal(FunctionCall call, BoundNode operand, int places, MidpointRounding mode)
    {
        var from = (DecimalType)operand.Type;
        var type = ResultType(from, places);
        return type.Precision <= DecimalType.MaxPrecision64 ? Round<long>(call, operand, type, places, mode) : Round<Int128>(call, operand, type, places, mode);
    }

    /// <summary>Rounding may need one more digit in front of the point.</summary>
    private static DecimalType ResultType(DecimalType from, int places)
    {
        var whole = from.Precision - from.Scale + 1;
        if (places < 0)
        {
            return DataType.Decimal(Math.Min(DecimalType.MaxPrecision, Math.Max(whole, 1 - places)), 0);
        }

        var scale = Math.Min(from.Scale, places);
        return DataType.Decimal(Math.Min(DecimalType.MaxPrecision, whole + scale), scale);
    }

    private static FixedFunctionNode<T> Round<T>(FunctionCall call, BoundNode operand, DecimalType type, int places, MidpointRounding mode)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var from = (DecimalType)operand.Type;
        var isNarrow = from.Precision <= DecimalType.MaxPrecision64;
        var divisor = PowersOfTen.Int128(Math.Clamp(from.Scale - places, 0, DecimalType.MaxPrecision));
        var factor = PowersOfTen.Int128(Math.Max(-places, 0));
        return new(type, call, [operand], (RowArguments arguments, int row, out T result) =>
        {
            var unscaled = isNarrow ? arguments.Value<long>(0, row) : arguments.Value<Int128>(0, row);
            var rounded = DecimalRounding.Divide(unscaled, divisor, mode) * factor;
            result = T.CreateTruncating(rounded);
            return DecimalRounding.Fits(rounded, type.Precision) ? true : throw arguments.Failure(row, $"the rounded number exceeds {type}.");
        });
    }

    /// <summary>A decimal without places for a decimal, else a 64-bit integer.</summary>
    private static BoundNode Whole(FunctionCall call, MidpointRounding mode)
    {
        var operand = call.Number(0);
        if (operand.Type is DecimalType from)
        {
            var type = DataType.Decimal(Math.Min(DecimalType.MaxPrecision, from.Precision - from.Scale + 1), 0);
            return type.Precision <= DecimalType.MaxPrecision64 ? Round<long>(call, operand, type, 0, mode) : Round<Int128>(call, operand, type, 0, mode);
        }

        return operand.Type.IsInteger ? Coercion.To(operand, DataType.Int64, call.Source) : WholeFloat(call, mode);
    }

    private static FixedFunctionNode<long> WholeFloat(FunctionCall call, MidpointRounding mode)
        => new(DataType.Int64, call, [call.Double(0)], (RowArguments arguments, int row, out long result) =>
        {
            var value = Math.Round(arguments.Value<double>(0, row), mode);
            result = (long)value;
            return value is >= -TwoToThe63 and < TwoToThe63 ? true : throw arguments.Failure(row, $"{value} exceeds bigint.");
        });
}
