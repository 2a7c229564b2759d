using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds comparisons: brings the sides to a common type, or a constant to the type of the column.</summary>
internal static class ComparisonBinder
{
    public static BoundNode Bind(Binder binder, ComparisonExpression expression)
        => Compare(expression, expression.Operator, binder.Bind(expression.Left), binder.Bind(expression.Right));

    /// <summary>Binds NOT (left operator right): the opposite operator, which in three-valued logic and with NaN is the same.</summary>
    public static BoundNode BindNegated(Binder binder, ComparisonExpression expression)
    {
        if (expression.Operator == ComparisonOperator.NullSafeEqual)
        {
            return new NotNode(Bind(binder, expression));
        }

        var opposite = expression.Operator switch
        {
            ComparisonOperator.Equal => ComparisonOperator.NotEqual,
            ComparisonOperator.NotEqual => ComparisonOperator.Equal,
            ComparisonOperator.LessThan => ComparisonOperator.GreaterThanOrEqual,
            ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThan,
            ComparisonOperator.GreaterThan => ComparisonOperator.LessThanOrEqual,
            _ => ComparisonOperator.LessThan,
        };
        return Compare(expression, opposite, binder.Bind(expression.Left), binder.Bind(expression.Right));
    }

    /// <summary>Compares two bound operands.</summary>
    public static BoundNode Compare(Expression source, ComparisonOperator comparison, BoundNode left, BoundNode right)
    {
        if (left is ConstantNode && right is not ConstantNode)
        {
            return Compare(source, Exchange(comparison), right, left);
        }

        if (right is ConstantNode { IsNull: true })
        {
            return comparison == ComparisonOperator.NullSafeEqual
                ? new IsNode(IsTest.Null, left, isNegated: false)
                : new ConstantNode(DataType.Boolean, null);
        }

        if (right is ConstantNode constant && left.Type.IsNumeric && constant.Type.IsNumeric)
        {
            return NumberComparison.Bind(source, comparison, left, constant);
        }

        var type = Coercion.CommonType(source, [left, right]);
        return Compare(source, comparison, Coercion.ToCommon(left, type, source), Coercion.ToCommon(right, type, source), type);
    }

    /// <summary>Two columns: <c>a &gt; b</c> is <c>b &lt; a</c>, and <c>a &lt;= b</c> is <c>NOT (b &lt; a)</c>.</summary>
    public static BoundNode CompareColumns(ComparisonOperator comparison, BoundNode left, BoundNode right, DataType type) => comparison switch
    {
        ComparisonOperator.Equal => Create(left, right, false, ComparisonForm.Plain, type),
        ComparisonOperator.NotEqual => Create(left, right, false, ComparisonForm.Negated, type),
        ComparisonOperator.LessThan => Create(left, right, true, ComparisonForm.Plain, type),
        ComparisonOperator.LessThanOrEqual => Create(right, left, true, ComparisonForm.Negated, type),
        ComparisonOperator.GreaterThan => Create(right, left, true, ComparisonForm.Plain, type),
        ComparisonOperator.GreaterThanOrEqual => Create(left, right, true, ComparisonForm.Negated, type),
        _ => Create(left, right, false, ComparisonForm.NullSafe, type),
    };

    private static BoundNode Compare(Expression source, ComparisonOperator comparison, BoundNode left, BoundNode right, DataType type)
    {
        if (type.Kind == DataTypeKind.Boolean)
        {
            return CompareBooleans(comparison, left, right);
        }

        if (type.IsNested)
        {
            throw new ExpressionTypeException(source, $"values of {type} cannot be compared; compare their fields or elements.");
        }

        return right is ConstantNode constant
            ? ConstantComparer.Create(ConstantTest.Of(comparison), left, constant.Value!)
            : CompareColumns(comparison, left, right, type);
    }

    private static BoundNode CompareBooleans(ComparisonOperator comparison, BoundNode left, BoundNode right) => (comparison, right) switch
    {
        (ComparisonOperator.Equal, ConstantNode { Value: true }) or (ComparisonOperator.NotEqual, ConstantNode { Value: false }) => left,
        (ComparisonOperator.Equal, ConstantNode { Value: false }) or (ComparisonOperator.NotEqual, ConstantNode { Value: true }) => new NotNode(left),
        _ => new CompareBooleansNode(left, right, comparison),
    };

    private static ComparisonOperator Exchange(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.LessThan => ComparisonOperator.GreaterThan,
        ComparisonOperator.LessThanOrEqual => ComparisonOperator.GreaterThanOrEqual,
        ComparisonOperator.GreaterThan => ComparisonOperator.LessThan,
        ComparisonOperator.GreaterThanOrEqual => ComparisonOperator.LessThanOrEqual,
        _ => comparison,
    };

    private static BoundNode Create(BoundNode left, BoundNode right, bool isLess, ComparisonForm form, DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => new CompareColumnsNode<sbyte>(left, right, isLess, form),
        DataTypeKind.Int16 => new CompareColumnsNode<short>(left, right, isLess, form),
        DataTypeKind.Int32 or DataTypeKind.Date => new CompareColumnsNode<int>(left, right, isLess, form),
        DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => new CompareColumnsNode<long>(left, right, isLess, form),
        DataTypeKind.Float32 => new CompareColumnsNode<float>(left, right, isLess, form),
        DataTypeKind.Float64 => new CompareColumnsNode<double>(left, right, isLess, form),
        DataTypeKind.Decimal when ((DecimalType)type).Precision > DecimalType.MaxPrecision64 => new CompareColumnsNode<Int128>(left, right, isLess, form),
        DataTypeKind.Decimal => new CompareColumnsNode<long>(left, right, isLess, form),
        _ => new CompareTextsNode(left, right, isLess, form),
    };
}
