using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds AND, OR, NOT, BETWEEN and IS.</summary>
internal static class LogicBinder
{
    public static BoundNode Bind(Binder binder, LogicalExpression expression)
        => Join(expression.Operator, expression.Operands.Select(binder.BindBoolean));

    /// <summary>Joins operands, where constants before the first operand that is none decide or drop out.</summary>
    public static BoundNode Join(LogicalOperator logic, IEnumerable<BoundNode> operands)
    {
        var isAnd = logic == LogicalOperator.And;
        var kept = new List<BoundNode>();
        foreach (var operand in operands)
        {
            if (operand is ConstantNode { Value: bool value })
            {
                if (value == isAnd)
                {
                    continue;
                }

                if (kept.Count == 0)
                {
                    return operand;
                }
            }

            kept.Add(operand);
        }

        return kept switch
        {
            [] => new ConstantNode(Core.DataType.Boolean, isAnd),
            [var single] => single,
            _ => new LogicalNode(logic, [.. kept]),
        };
    }

    /// <summary>
    /// Binds NOT. It is moved down to where it costs nothing: the laws that this takes hold with nulls, too, and the order of operands stays.
    /// </summary>
    public static BoundNode Bind(Binder binder, NotExpression expression) => expression.Operand switch
    {
        NotExpression inner => binder.BindBoolean(inner.Operand),
        LogicalExpression logic => Join(
            logic.Operator == LogicalOperator.And ? LogicalOperator.Or : LogicalOperator.And, logic.Operands.Select(operand => BindNegated(binder, operand))),
        ComparisonExpression comparison => ComparisonBinder.BindNegated(binder, comparison),
        IsExpression test => Bind(binder, test, isNegated: true),
        _ => new NotNode(binder.BindBoolean(expression.Operand)),
    };

    public static BoundNode Bind(Binder binder, BetweenExpression expression)
    {
        var parts = binder.Bind(expression.Children);
        return Join(
            LogicalOperator.And,
            [
                ComparisonBinder.Compare(expression, ComparisonOperator.GreaterThanOrEqual, parts[0], parts[1]),
                ComparisonBinder.Compare(expression, ComparisonOperator.LessThanOrEqual, parts[0], parts[2]),
            ]);
    }

    public static BoundNode Bind(Binder binder, IsExpression expression, bool isNegated)
    {
        var operand = expression.Test == IsTest.Null ? binder.Bind(expression.Operand) : binder.BindBoolean(expression.Operand);
        return new IsNode(expression.Test, operand, isNegated);
    }

    private static BoundNode BindNegated(Binder binder, Expression operand)
        => Coercion.Fold(Bind(binder, (NotExpression)new NotExpression(operand).At(operand.Position)));
}
