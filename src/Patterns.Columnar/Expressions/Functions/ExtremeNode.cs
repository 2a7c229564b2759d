using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>greatest and least: nulls are left out, the result is null when all values are.</summary>
internal sealed class ExtremeNode(DataType type, BoundNode[] values, bool isGreatest)
    : BoundNode(type, Array.TrueForAll(values, static value => value.Nullable), values)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        var best = Children[0].Evaluate(scope, rows);
        for (var index = 1; index < Children.Count; index++)
        {
            var next = Children[index].Evaluate(scope, rows);
            best = Better(best, next, rows);
        }

        return best;
    }

    /// <summary>The better value of each row. Disposes both columns.</summary>
    private Column Better(Column left, Column right, Selection rows)
    {
        using var merge = new ColumnMerge(Type, left.Length);
        var leftNode = new ColumnNode(Type, true, "left", 0, []);
        var rightNode = new ColumnNode(Type, true, "right", 1, []);
        var comparison = isGreatest ? ComparisonOperator.GreaterThan : ComparisonOperator.LessThan;
        var takesRight = LogicBinder.Join(
            LogicalOperator.Or,
            [new IsNode(IsTest.Null, leftNode, isNegated: false), ComparisonBinder.CompareColumns(comparison, rightNode, leftNode, Type)]);
        var taken = takesRight.SelectTrue(new EvaluationScope([left, right], left.Length), rows);
        merge.Add(taken.IsAll ? Selection.None(left.Length) : rows.Except(taken.Words), left);
        merge.Add(taken, right);
        return merge.Build();
    }
}
