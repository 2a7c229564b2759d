using System.Linq.Expressions;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates comparisons, with C#'s meaning of null.</summary>
internal static class ComparisonTranslator
{
    public static bool IsComparison(BinaryExpression binary) => OperatorOf(binary.NodeType) is not null;

    public static Expression Translate(LambdaTranslator translator, BinaryExpression binary, Nulls nulls)
    {
        var comparison = OperatorOf(binary.NodeType)!.Value;
        if (TryTranslateOrder(translator, binary, comparison) is { } order)
        {
            return order;
        }

        return Compare(translator, comparison, new Side(translator, binary.Left, binary.Right), new Side(translator, binary.Right, binary.Left), nulls);
    }

    /// <summary>Translates <c>a.Equals(b)</c>, <c>string.Equals(a, b)</c> and <c>object.Equals(a, b)</c>; null when the call is something else.</summary>
    public static Expression? TryTranslateEquals(LambdaTranslator translator, MethodCallExpression call, Nulls nulls)
    {
        if (call.Method.Name != nameof(Equals))
        {
            return null;
        }

        LinqExpression[] sides = call.Object is null ? [.. call.Arguments] : [call.Object, .. call.Arguments];
        var ignoreCase = sides.Length == 3 && TextComparison.IgnoresCase(translator, sides[2]);
        if (sides.Length is not (2 or 3))
        {
            return null;
        }

        var left = new Side(translator, sides[0], sides[1]);
        var right = new Side(translator, sides[1], sides[0]);
        return Compare(translator, ComparisonOperator.Equal, ignoreCase ? left.Lower() : left, ignoreCase ? right.Lower() : right, nulls);
    }

    private static Expression Compare(LambdaTranslator translator, ComparisonOperator comparison, Side left, Side right, Nulls nulls)
    {
        if (comparison is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            return comparison == ComparisonOperator.Equal ? Equal(left, right, nulls) : NotEqual(left, right);
        }

        EnumColumn.RequireOrder(translator, left.Part, right.Part);
        var plain = Expression.Compare(comparison, left.Value, right.Value);
        return nulls == Nulls.AreFalse || (!left.IsNullable && !right.IsNullable) ? plain : Expression.Is(IsTest.True, plain);
    }

    private static Expression Equal(Side left, Side right, Nulls nulls)
    {
        if (left.IsNull || right.IsNull)
        {
            return Expression.Is(IsTest.Null, left.IsNull ? right.Value : left.Value);
        }

        // Null equals null in C#; where at most one side can be null and null counts as false, plain equality says the same.
        var isPlain = nulls == Nulls.AreFalse ? !left.IsNullable || !right.IsNullable : !left.IsNullable && !right.IsNullable;
        return Expression.Compare(isPlain ? ComparisonOperator.Equal : ComparisonOperator.NullSafeEqual, left.Value, right.Value);
    }

    private static Expression NotEqual(Side left, Side right)
    {
        if (left.IsNull || right.IsNull)
        {
            return Expression.Not(Expression.Is(IsTest.Null, left.IsNull ? right.Value : left.Value));
        }

        return left.IsNullable || right.IsNullable
            ? Expression.Not(Expression.Compare(ComparisonOperator.NullSafeEqual, left.Value, right.Value))
            : Expression.Compare(ComparisonOperator.NotEqual, left.Value, right.Value);
    }

    /// <summary><c>string.CompareOrdinal(a, b) &lt; 0</c> and <c>a.CompareTo(b) &lt; 0</c> compare the operands.</summary>
    private static ComparisonExpression? TryTranslateOrder(LambdaTranslator translator, BinaryExpression binary, ComparisonOperator comparison)
    {
        if (binary.Left is not MethodCallExpression { Method: { } method } call
            || method.Name is not (nameof(string.CompareOrdinal) or nameof(IComparable.CompareTo))
            || translator.DependsOnRow(binary.Right)
            || translator.Constant(binary.Right) is not 0)
        {
            return null;
        }

        if (method.Name == nameof(IComparable.CompareTo) && method.DeclaringType == typeof(string))
        {
            throw translator.NoCounterpart(call, "The order of texts depends on the culture there; use string.CompareOrdinal(a, b).");
        }

        LinqExpression[] sides = call.Object is null ? [.. call.Arguments] : [call.Object, .. call.Arguments];
        return sides.Length == 2 ? Expression.Compare(comparison, translator.Value(sides[0]), translator.Value(sides[1])) : null;
    }

    private static ComparisonOperator? OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => ComparisonOperator.Equal,
        ExpressionType.NotEqual => ComparisonOperator.NotEqual,
        ExpressionType.LessThan => ComparisonOperator.LessThan,
        ExpressionType.LessThanOrEqual => ComparisonOperator.LessThanOrEqual,
        ExpressionType.GreaterThan => ComparisonOperator.GreaterThan,
        ExpressionType.GreaterThanOrEqual => ComparisonOperator.GreaterThanOrEqual,
        _ => null,
    };

    /// <summary>One side of a comparison.</summary>
    private readonly struct Side
    {
        public Side(LambdaTranslator translator, LinqExpression part, LinqExpression other)
        {
            Part = Strip(part);
            Value = EnumColumn.TryLiteral(translator, part, other) ?? (LambdaTranslator.IsBoolean(Part.Type) ? translator.Condition(Part, Nulls.AreKept) : translator.Value(Part));
            IsNullable = Value is not LiteralExpression { Value: not null } && Nullability.MayBeNull(Part);
        }

        private Side(Side side, Expression value)
        {
            Part = side.Part;
            Value = value;
            IsNullable = side.IsNullable;
        }

        public LinqExpression Part { get; }

        public Expression Value { get; }

        public bool IsNullable { get; }

        public bool IsNull => Value is LiteralExpression { Value: null };

        public Side Lower() => new(this, Expression.Call("lower", Value));

        /// <summary>Without conversions to a larger type, which a comparison finds by itself.</summary>
        private static LinqExpression Strip(LinqExpression part)
            => part is UnaryExpression { NodeType: ExpressionType.Convert } convert && ConversionTranslator.IsWidening(convert.Operand.Type, convert.Type)
                ? Strip(convert.Operand)
                : part;
    }
}
