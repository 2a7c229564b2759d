using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds CASE and the functions that are short for it: if, nullif, coalesce.</summary>
internal static class ChoiceBinder
{
    public static BoundNode Bind(Binder binder, CaseExpression expression)
    {
        var operand = expression.Operand is null ? null : binder.Bind(expression.Operand);
        var conditions = expression.Branches.Select(branch => operand is null
            ? binder.BindBoolean(branch.When)
            : Coercion.Fold(ComparisonBinder.Compare(branch.When, ComparisonOperator.Equal, operand, binder.Bind(branch.When))));
        var results = expression.Branches.Select(branch => binder.Bind(branch.Then));
        var otherwise = expression.Else is null ? null : binder.Bind(expression.Else);
        return Case(expression, [.. conditions], [.. results], otherwise);
    }

    public static BoundNode If(Expression source, BoundNode condition, BoundNode then, BoundNode otherwise)
        => Case(source, [RequireBoolean(source, condition)], [then], otherwise);

    public static BoundNode NullIf(Expression source, BoundNode value, BoundNode other)
    {
        if (value is ConstantNode { IsNull: true })
        {
            return value;
        }

        var equal = Coercion.Fold(ComparisonBinder.Compare(source, ComparisonOperator.Equal, value, other));
        return Case(source, [equal], [new ConstantNode(value.Type, null)], value);
    }

    public static BoundNode Coalesce(Expression source, BoundNode[] values)
    {
        if (Array.TrueForAll(values, static value => value is ConstantNode { IsUntypedNull: true }))
        {
            return values[0];
        }

        var type = Coercion.CommonType(source, values);
        BoundNode[] coerced = [.. values.Select(value => Coercion.ToCommon(value, type, source))];
        var firstCertain = Array.FindIndex(coerced, static value => value is ConstantNode { IsNull: false });
        coerced = firstCertain < 0 ? coerced : coerced[..(firstCertain + 1)];
        return coerced.Length == 1 ? coerced[0] : new CoalesceNode(type, coerced);
    }

    private static BoundNode RequireBoolean(Expression source, BoundNode condition)
        => condition.Type.Kind == DataTypeKind.Boolean
            ? condition
            : throw new ExpressionTypeException(source, $"the condition is {condition.Type}, but a boolean is needed here.");

    private static BoundNode Case(Expression source, BoundNode[] conditions, BoundNode[] results, BoundNode? otherwise)
    {
        if (results.Append(otherwise ?? results[0]).All(static result => result is ConstantNode { IsUntypedNull: true }))
        {
            return results[0];
        }

        var type = Coercion.CommonType(source, otherwise is null ? results : [.. results, otherwise]);
        var parts = new List<BoundNode>();
        for (var index = 0; index < conditions.Length; index++)
        {
            if (conditions[index] is ConstantNode { Value: false or null })
            {
                continue;
            }

            var result = Coercion.ToCommon(results[index], type, source);
            if (conditions[index] is ConstantNode)
            {
                // Always true: no branch behind this one is ever reached.
                otherwise = result;
                break;
            }

            parts.Add(conditions[index]);
            parts.Add(result);
        }

        var last = otherwise is null ? new ConstantNode(type, null) : Coercion.ToCommon(otherwise, type, source);
        return parts.Count == 0 ? last : new CaseNode(type, [.. parts, last]);
    }
}
