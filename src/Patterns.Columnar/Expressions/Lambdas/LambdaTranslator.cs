using System.Linq.Expressions;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>
/// Translates the body of a C# lambda over a row to an expression. What does not mention the row is computed at once and becomes a literal.
/// </summary>
internal sealed class LambdaTranslator
{
    private readonly LambdaExpression _lambda;
    private readonly RowBinderOptions _options;
    private readonly Func<LinqExpression, Expression?>? _resolve;
    private readonly ParameterUse _parameters;

    /// <param name="lambda">The lambda.</param>
    /// <param name="options">How properties become columns.</param>
    /// <param name="resolve">Is asked first for each part; null means that it leaves the part to the translator.</param>
    public LambdaTranslator(LambdaExpression lambda, RowBinderOptions options, Func<LinqExpression, Expression?>? resolve)
    {
        _lambda = lambda;
        _options = options;
        _resolve = resolve;
        _parameters = new ParameterUse(lambda.Parameters);
    }

    /// <summary>Translates the body.</summary>
    /// <param name="nulls">What a null means if the body is a boolean.</param>
    public Expression Translate(Nulls nulls) => IsBoolean(_lambda.Body.Type) ? Condition(_lambda.Body, nulls) : Value(_lambda.Body);

    /// <summary>Translates a value.</summary>
    public Expression Value(LinqExpression part)
    {
        if (_resolve?.Invoke(part) is { } resolved)
        {
            return resolved;
        }

        if (!_parameters.IsIn(part))
        {
            return ConstantValue.ToLiteral(Constant(part), part);
        }

        return part switch
        {
            MemberExpression member => MemberTranslator.Translate(this, member),
            UnaryExpression unary => Unary(unary),
            BinaryExpression { NodeType: ExpressionType.Coalesce } binary => Expression.Call("coalesce", Value(binary.Left), Value(binary.Right)),
            BinaryExpression { NodeType: ExpressionType.ArrayIndex } binary => Expression.Element(Value(binary.Left), Value(binary.Right)),
            BinaryExpression binary when BooleanTranslator.IsBoolean(binary) => Condition(binary, Nulls.AreKept),
            BinaryExpression binary => ArithmeticTranslator.Translate(this, binary),
            ConditionalExpression conditional => Expression.Case(
                null, [new CaseBranch(Condition(conditional.Test, Nulls.AreFalse), Value(conditional.IfTrue))], Value(conditional.IfFalse)),
            MethodCallExpression call => MethodTranslator.Translate(this, call),
            _ => throw NoCounterpart(part, "Compute it before the query and capture the result, or after reading the rows."),
        };
    }

    /// <summary>Translates a condition.</summary>
    /// <param name="part">A boolean.</param>
    /// <param name="nulls">What a null means where the condition stands.</param>
    public Expression Condition(LinqExpression part, Nulls nulls)
        => _resolve?.Invoke(part) ?? (_parameters.IsIn(part) ? BooleanTranslator.Translate(this, part, nulls) : Value(part));

    /// <summary>Whether the part depends on the row.</summary>
    public bool DependsOnRow(LinqExpression part) => _parameters.IsIn(part);

    /// <summary>The value of a part that does not depend on the row.</summary>
    public object? Constant(LinqExpression part)
        => _parameters.IsIn(part) ? throw NoCounterpart(part, "It must not depend on the row.") : ConstantValue.Of(part);

    /// <summary>How enums are stored where the property does not say so itself.</summary>
    public RowBinderOptions Options => _options;

    public ArgumentException NoCounterpart(LinqExpression part, string advice)
        => new($"In '{_lambda}', the part '{part}' has no counterpart in an expression over columns. {advice}");

    public static bool IsBoolean(Type type) => type == typeof(bool) || type == typeof(bool?);

    private Expression Unary(UnaryExpression unary)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Not when IsBoolean(unary.Type):
                return Condition(unary, Nulls.AreKept);
            case ExpressionType.Negate or ExpressionType.NegateChecked:
                return Expression.Negate(Value(unary.Operand));
            case ExpressionType.UnaryPlus or ExpressionType.Quote:
                return Value(unary.Operand);
            case ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs:
                return ConversionTranslator.Translate(this, unary);
            case ExpressionType.ArrayLength:
                return Expression.Call("size", Value(unary.Operand));
            default:
                throw NoCounterpart(unary, "Compute it after reading the rows.");
        }
    }
}
