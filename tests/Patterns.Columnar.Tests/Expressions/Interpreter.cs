using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>
/// Evaluates an expression for one row, value by value and as literally as possible: the twin that the engine is compared with. Takes only
/// the types of parts from the engine. Numbers are <see cref="Exact"/>, float or double; dates and times are of their .NET types.
/// </summary>
internal sealed class Interpreter(Schema schema)
{
    private readonly Dictionary<Expression, DataType> _types = [];

    /// <summary>A value of a column or literal as the interpreter knows it.</summary>
    public static object? Normalize(object? value) => value is null ? null : Exact.From(value) is { } exact ? exact : value;

    public object? Evaluate(Expression expression, object?[] row) => expression switch
    {
        LiteralExpression literal => Normalize(literal.Value),
        ColumnExpression column => Normalize(row[schema.RequireIndexOf(column.Path[0])]),
        ArithmeticExpression arithmetic => Arithmetic(arithmetic, Evaluate(arithmetic.Left, row), Evaluate(arithmetic.Right, row)),
        NegateExpression negate => Negate(negate, Evaluate(negate.Operand, row)),
        ComparisonExpression comparison => Compare(comparison.Operator, Evaluate(comparison.Left, row), Evaluate(comparison.Right, row)),
        LogicalExpression logic => Join(logic, row),
        NotExpression not => Evaluate(not.Operand, row) is bool value ? !value : null,
        BetweenExpression between => Between(between, row),
        InExpression list => In(list, row),
        LikeExpression like => Like(like, (string?)Evaluate(like.Value, row), (string?)Evaluate(like.Pattern, row)),
        IsExpression test => Is(test, Evaluate(test.Operand, row)),
        CaseExpression choice => Convert(Case(choice, row), choice),
        FunctionExpression { Name: "coalesce" } call => Convert(call.Arguments.Select(argument => Evaluate(argument, row)).FirstOrDefault(static value => value is not null), call),
        FunctionExpression { Name: "if" } call => Convert(Evaluate(call.Arguments[0], row) is true ? Evaluate(call.Arguments[1], row) : Evaluate(call.Arguments[2], row), call),
        FunctionExpression { Name: "nullif" } call => NullIf(Evaluate(call.Arguments[0], row), Evaluate(call.Arguments[1], row)),
        FunctionExpression { Name: "lower" } call => ((string?)Evaluate(call.Arguments[0], row))?.ToLowerInvariant(),
        FunctionExpression call => Call(call, [.. call.Arguments.Select(argument => Evaluate(argument, row))]),
        CastExpression cast => Cast(cast, Evaluate(cast.Operand, row)),
        _ => throw new NotSupportedException(expression.ToString()),
    };

    private object? Call(FunctionExpression call, object?[] arguments)
    {
        if (call.Name is "greatest" or "least")
        {
            var sign = call.Name == "greatest" ? 1 : -1;
            return Convert(arguments.OfType<object>().Aggregate((object?)null, (best, value) => best is null || Order(value, best) * sign > 0 ? value : best), call);
        }

        if (call.Name == "concat_ws")
        {
            return arguments[0] is string separator ? string.Join(separator, arguments.Skip(1).OfType<string>()) : null;
        }

        return Array.Exists(arguments, static argument => argument is null) ? null : FunctionInterpreter.Call(call.Name, arguments!, TypeOf(call));
    }

    private DataType TypeOf(Expression expression)
    {
        if (!_types.TryGetValue(expression, out var type))
        {
            _types.Add(expression, type = expression.Bind(schema).Type);
        }

        return type;
    }

    private object? Arithmetic(ArithmeticExpression expression, object? left, object? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left is DateOnly date)
        {
            return Range(() => date.AddDays((int)((Exact)right).Unscaled * (expression.Operator == ArithmeticOperator.Add ? 1 : -1)));
        }

        var type = TypeOf(expression);
        if (type.Kind == DataTypeKind.Float32)
        {
            return Float(expression.Operator, (float)left, (float)right);
        }

        if (left is Exact a && right is Exact b && (type.Kind != DataTypeKind.Float64))
        {
            return Fit(ExactArithmetic(expression.Operator, a, b, type), type);
        }

        return Float(expression.Operator, Double(left), Double(right));
    }

    private static T Float<T>(ArithmeticOperator operation, T left, T right)
        where T : IFloatingPointIeee754<T>
        => operation switch
        {
            ArithmeticOperator.Add => left + right,
            ArithmeticOperator.Subtract => left - right,
            ArithmeticOperator.Multiply => left * right,
            _ when right == T.Zero => throw new RowErrorException(),
            ArithmeticOperator.Divide => left / right,
            _ => left % right,
        };

    private static Exact ExactArithmetic(ArithmeticOperator operation, Exact left, Exact right, DataType type)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        switch (operation)
        {
            case ArithmeticOperator.Add:
                return new Exact(left.At(scale) + right.At(scale), scale);
            case ArithmeticOperator.Subtract:
                return new Exact(left.At(scale) - right.At(scale), scale);
            case ArithmeticOperator.Multiply:
                return new Exact(left.Unscaled * right.Unscaled, left.Scale + right.Scale);
            case var _ when right.Unscaled.IsZero:
                throw new RowErrorException();
            case ArithmeticOperator.Divide:
                var digits = ((DecimalType)type).Scale;
                return new Exact(Exact.RoundedQuotient(left.At(scale) * BigInteger.Pow(10, digits), right.At(scale)), digits);
            case ArithmeticOperator.IntegerDivide:
                return new Exact(BigInteger.Divide(left.At(scale), right.At(scale)), 0);
            default:
                return new Exact(BigInteger.Remainder(left.At(scale), right.At(scale)), scale);
        }
    }

    private object? Negate(NegateExpression expression, object? value) => value switch
    {
        null => null,
        float number => -number,
        double number => -number,
        _ => Fit(new Exact(-((Exact)value).Unscaled, ((Exact)value).Scale), TypeOf(expression)),
    };

    /// <summary>The number in its type, or an error when it has no room there.</summary>
    public static Exact Fit(Exact value, DataType type)
    {
        var rounded = value.Round(type is DecimalType number ? number.Scale : 0);
        var fits = type.Kind switch
        {
            DataTypeKind.Int8 => rounded.Unscaled >= sbyte.MinValue && rounded.Unscaled <= sbyte.MaxValue,
            DataTypeKind.Int16 => rounded.Unscaled >= short.MinValue && rounded.Unscaled <= short.MaxValue,
            DataTypeKind.Int32 => rounded.Unscaled >= int.MinValue && rounded.Unscaled <= int.MaxValue,
            DataTypeKind.Int64 => rounded.Unscaled >= long.MinValue && rounded.Unscaled <= long.MaxValue,
            _ => BigInteger.Abs(rounded.Unscaled) < BigInteger.Pow(10, ((DecimalType)type).Precision),
        };
        return fits ? rounded : throw new RowErrorException();
    }

    private static bool? Compare(ComparisonOperator comparison, object? left, object? right)
    {
        if (comparison == ComparisonOperator.NullSafeEqual)
        {
            return left is null || right is null ? left is null && right is null : Order(left, right) == 0;
        }

        if (left is null || right is null)
        {
            return null;
        }

        var order = Order(left, right);
        return comparison switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.LessThan => order < 0,
            ComparisonOperator.LessThanOrEqual => order <= 0,
            ComparisonOperator.GreaterThan => order > 0,
            _ => order >= 0,
        };
    }

    public static int Order(object left, object right) => (left, right) switch
    {
        (Exact a, Exact b) => a.CompareTo(b),
        (Exact or float or double, Exact or float or double) => OrderFloats(Double(left), Double(right)),
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        (DateOnly a, DateTimeOffset b) => new DateTimeOffset(a.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).CompareTo(b),
        (DateTimeOffset, DateOnly) => -Order(right, left),
        (DateOnly a, string b) => a.CompareTo(DateOnly.Parse(b, System.Globalization.CultureInfo.InvariantCulture)),
        _ => ((IComparable)left).CompareTo(right),
    };

    private static int OrderFloats(double left, double right)
        => double.IsNaN(left) || double.IsNaN(right) ? double.IsNaN(left).CompareTo(double.IsNaN(right)) : left < right ? -1 : left > right ? 1 : 0;

    private static double Double(object value) => value switch
    {
        Exact number => number.ToDouble(),
        float number => number,
        _ => (double)value,
    };

    private bool? Join(LogicalExpression logic, object?[] row)
    {
        var decisive = logic.Operator == LogicalOperator.Or;
        bool? result = !decisive;
        foreach (var operand in logic.Operands)
        {
            var value = (bool?)Evaluate(operand, row);
            if (value == decisive)
            {
                return decisive;
            }

            result = value is null ? null : result;
        }

        return result;
    }

    private bool? Between(BetweenExpression between, object?[] row)
    {
        var value = Evaluate(between.Value, row);
        var low = Compare(ComparisonOperator.GreaterThanOrEqual, value, Evaluate(between.Low, row));
        var high = low == false ? null : Compare(ComparisonOperator.LessThanOrEqual, value, Evaluate(between.High, row));
        return low == false || high == false ? false : low is null || high is null ? null : true;
    }

    private bool? In(InExpression list, object?[] row)
    {
        var value = Evaluate(list.Value, row);
        bool? result = false;
        foreach (var item in list.Items)
        {
            var equal = Compare(ComparisonOperator.Equal, value, Evaluate(item, row));
            if (equal == true)
            {
                return true;
            }

            result = equal is null ? null : result;
        }

        return result;
    }

    private static bool? Like(LikeExpression like, string? value, string? pattern)
    {
        if (value is null || pattern is null)
        {
            return null;
        }

        if (like.Kind == LikeKind.RegularExpression)
        {
            return Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant);
        }

        var regex = new StringBuilder("\\A");
        for (var index = 0; index < pattern.Length; index++)
        {
            regex.Append(pattern[index] switch
            {
                '%' => "(.|[\\ud800-\\udbff][\\udc00-\\udfff])*",
                '_' => "([\\ud800-\\udbff][\\udc00-\\udfff]|[^\\ud800-\\udbff])",
                var escape when escape == like.Escape => Regex.Escape(pattern[++index].ToString()),
                var other => Regex.Escape(other.ToString()),
            });
        }

        var isBlind = like.Kind == LikeKind.CaseInsensitiveLike;
        return Regex.IsMatch(
            isBlind ? value.ToLowerInvariant() : value,
            isBlind ? regex.Append("\\z").ToString().ToLowerInvariant().Replace("\\a", "\\A", StringComparison.Ordinal) : regex.Append("\\z").ToString(),
            RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static bool Is(IsExpression test, object? value) => test.Test switch
    {
        IsTest.Null => value is null,
        IsTest.True => value is true,
        _ => value is false,
    };

    private object? Case(CaseExpression choice, object?[] row)
    {
        var operand = choice.Operand is null ? null : Evaluate(choice.Operand, row);
        foreach (var branch in choice.Branches)
        {
            var condition = Evaluate(branch.When, row);
            if (choice.Operand is null ? condition is true : Compare(ComparisonOperator.Equal, operand, condition) == true)
            {
                return Evaluate(branch.Then, row);
            }
        }

        return choice.Else is null ? null : Evaluate(choice.Else, row);
    }

    /// <summary>A result in the type that all branches have in common.</summary>
    private object? Convert(object? value, Expression whole) => TypeOf(whole).Kind switch
    {
        DataTypeKind.Float64 when value is not null => Double(value),
        DataTypeKind.Timestamp when value is DateOnly date => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        DataTypeKind.Decimal when value is Exact number => Fit(number, TypeOf(whole)),
        _ => value,
    };

    private static object? NullIf(object? value, object? other) => Compare(ComparisonOperator.Equal, value, other) == true ? null : value;

    private static object? Cast(CastExpression cast, object? value)
    {
        try
        {
            return (value, cast.Type.Kind) switch
            {
                (null, _) => null,
                (Exact number, DataTypeKind.Float64) => number.ToDouble(),
                (Exact number, DataTypeKind.Decimal) => Fit(number, cast.Type),
                (Exact number, _) => Fit(new Exact(number.Unscaled / BigInteger.Pow(10, number.Scale), 0), cast.Type),
                (float or double, DataTypeKind.Float64) => Double(value),
                (float or double, _) => double.IsFinite(Double(value)) ? Fit(new Exact((BigInteger)Double(value), 0), cast.Type) : throw new RowErrorException(),
                _ => throw new NotSupportedException(cast.ToString()),
            };
        }
        catch (RowErrorException) when (cast.IsTry)
        {
            return null;
        }
    }

    private static DateOnly Range(Func<DateOnly> compute)
    {
        try
        {
            return compute();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new RowErrorException();
        }
    }
}
