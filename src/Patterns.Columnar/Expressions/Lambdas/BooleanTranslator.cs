using System.Linq.Expressions;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>
/// Translates conditions such that they hold for the same rows as in C#, where null equals null and a comparison with null is false rather
/// than unknown.
/// </summary>
internal static class BooleanTranslator
{
    public static Expression Translate(LambdaTranslator translator, LinqExpression part, Nulls nulls) => part switch
    {
        BinaryExpression binary when IsLogic(binary) => Join(translator, binary, nulls),
        BinaryExpression binary when IsBoolean(binary) => ComparisonTranslator.Translate(translator, binary, nulls),
        UnaryExpression { NodeType: ExpressionType.Not } not => Negate(translator, not),
        UnaryExpression { NodeType: ExpressionType.Convert } convert when LambdaTranslator.IsBoolean(convert.Operand.Type) => translator.Condition(convert.Operand, nulls),
        MethodCallExpression call when CollectionTranslator.TryTranslate(translator, call, nulls) is { } found => found,
        MethodCallExpression call when ComparisonTranslator.TryTranslateEquals(translator, call, nulls) is { } equal => equal,
        _ => translator.Value(part),
    };

    /// <summary>Whether the node is logic or a comparison, rather than arithmetic.</summary>
    public static bool IsBoolean(BinaryExpression binary) => IsLogic(binary) || ComparisonTranslator.IsComparison(binary);

    private static bool IsLogic(BinaryExpression binary)
        => binary.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse
            || (binary.NodeType is ExpressionType.And or ExpressionType.Or or ExpressionType.ExclusiveOr && LambdaTranslator.IsBoolean(binary.Type));

    private static Expression Join(LambdaTranslator translator, BinaryExpression binary, Nulls nulls)
    {
        if (binary.NodeType == ExpressionType.ExclusiveOr)
        {
            return Expression.Compare(
                ComparisonOperator.NotEqual, translator.Condition(binary.Left, Nulls.AreKept), translator.Condition(binary.Right, Nulls.AreKept));
        }

        var left = translator.Condition(binary.Left, nulls);
        var right = translator.Condition(binary.Right, nulls);
        return binary.NodeType is ExpressionType.AndAlso or ExpressionType.And ? Expression.And(left, right) : Expression.Or(left, right);
    }

    private static Expression Negate(LambdaTranslator translator, UnaryExpression not)
    {
        var operand = translator.Condition(not.Operand, Nulls.AreKept);
        return operand is NotExpression inner ? inner.Operand : Expression.Not(operand);
    }
}
