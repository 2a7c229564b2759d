using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>abs, sign, mod, power, sqrt, logarithms, floor, ceil, greatest, least.</summary>
internal static class NumberFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("abs", 1, Abs),
        new("sign", 1, static call => Map(call, Sign)),
        new("signum", 1, static call => Map(call, Sign)),
        new("mod", 2, static call => ArithmeticBinder.Bind(call.Source, ArithmeticOperator.Remainder, call[0], call[1])),
        new("negative", 1, static call => ArithmeticBinder.Negate(call.Source, call[0])),
        new("power", 2, Power),
        new("pow", 2, Power),
        new("sqrt", 1, static call => Map(call, Math.Sqrt, keepsOrder: true)),
        new("exp", 1, static call => Map(call, Math.Exp, keepsOrder: true)),
        new("ln", 1, static call => Logarithm(call, Math.Log)),
        new("log", 1, 2, static call => call.Count == 1 ? Logarithm(call, Math.Log) : LogarithmToBase(call)),
        new("log10", 1, static call => Logarithm(call, Math.Log10)),
        new("log2", 1, static call => Logarithm(call, Math.Log2)),
        new("isnan", 1, static call => new CompareConstantNode<double>(call.Double(0), ConstantComparison.IsNaN, double.NaN, ComparisonForm.NullSafe)),
        new("greatest", 2, FunctionDefinition.Unlimited, static call => Extreme(call, isGreatest: true)),
        new("least", 2, FunctionDefinition.Unlimited, static call => Extreme(call, isGreatest: false)),
    ];

    private static MapNode<double, double> Map(FunctionCall call, Func<double, double> map, bool keepsOrder = false)
        => new(DataType.Float64, call.Double(0), map, keepsOrder);

    private static double Sign(double value) => double.IsNaN(value) ? value : Math.Sign(value);

    /// <summary>The smallest integer of a type has no positive counterpart, which is an overflow.</summary>
    private static BoundNode Abs(FunctionCall call)
    {
        var operand = call.Number(0);
        return operand.Type.Kind switch
        {
            DataTypeKind.Float32 => new MapNode<float, float>(operand.Type, operand, MathF.Abs),
            DataTypeKind.Float64 => new MapNode<double, double>(operand.Type, operand, Math.Abs),
            DataTypeKind.Decimal when ((DecimalType)operand.Type).Precision > DecimalType.MaxPrecision64
                => new MapNode<Int128, Int128>(operand.Type, operand, static value => value < 0 ? -value : value),
            DataTypeKind.Decimal => new MapNode<long, long>(operand.Type, operand, static value => value < 0 ? -value : value),
            _ => ChoiceBinder.If(call.Source, IsNegative(call.Source, operand), ArithmeticBinder.Negate(call.Source, operand), operand),
        };
    }

    private static BoundNode IsNegative(Expression source, BoundNode operand)
        => ComparisonBinder.Compare(source, ComparisonOperator.LessThan, operand, new ConstantNode(DataType.Int32, 0));

    private static FixedFunctionNode<double> Power(FunctionCall call)
        => new(DataType.Float64, call, [call.Double(0), call.Double(1)], static (RowArguments arguments, int row, out double result) =>
        {
            result = Math.Pow(arguments.Value<double>(0, row), arguments.Value<double>(1, row));
            return true;
        });

    /// <summary>Null for zero and less, as in Spark.</summary>
    private static FixedFunctionNode<double> Logarithm(FunctionCall call, Func<double, double> logarithm)
        => new(DataType.Float64, call, [call.Double(0)], (RowArguments arguments, int row, out double result) =>
        {
            var value = arguments.Value<double>(0, row);
            result = logarithm(value);
            return value is not <= 0;
        });

    private static FixedFunctionNode<double> LogarithmToBase(FunctionCall call)
        => new(DataType.Float64, call, [call.Double(0), call.Double(1)], static (RowArguments arguments, int row, out double result) =>
        {
            var (newBase, value) = (arguments.Value<double>(0, row), arguments.Value<double>(1, row));
            result = Math.Log(value) / Math.Log(newBase);
            return value is not <= 0 && newBase is not <= 0;
        });

    private static BoundNode Extreme(FunctionCall call, bool isGreatest)
    {
        if (Array.TrueForAll(call.Arguments, static argument => argument is ConstantNode { IsUntypedNull: true }))
        {
            return call[0];
        }

        var type = Coercion.CommonType(call.Source, call.Arguments);
        if (type.IsNested || type.Kind == DataTypeKind.Boolean)
        {
            throw new ExpressionTypeException(call.Source, $"values of {type} have no order.");
        }

        return new ExtremeNode(type, [.. call.Arguments.Select(argument => Coercion.ToCommon(argument, type, call.Source))], isGreatest);
    }
}
