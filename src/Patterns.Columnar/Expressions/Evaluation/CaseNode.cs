using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>CASE: a condition is computed only for rows that no branch before it took, a result only for the rows of its branch.</summary>
internal sealed class CaseNode : BoundNode
{
    private readonly bool _hasElse;

    /// <param name="type">Type of all results.</param>
    /// <param name="parts">Condition and result by turns, then the result of ELSE if there is one.</param>
    public CaseNode(DataType type, BoundNode[] parts)
        : base(type, IsNullable(parts), parts)
        => _hasElse = (parts.Length & 1) == 1;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var merge = new ColumnMerge(Type, scope.RowCount);
        var open = rows.Share();
        for (var index = 0; index + 1 < Children.Count && !open.IsEmpty; index += 2)
        {
            var taken = Children[index].SelectTrue(scope, open);
            var rest = taken.IsAll ? Selection.None(rows.Length) : open.Except(taken.Words);
            open.Dispose();
            open = rest;
            AddPart(merge, scope, taken, Children[index + 1]);
        }

        if (_hasElse)
        {
            AddPart(merge, scope, open, Children[^1]);
        }
        else
        {
            open.Dispose();
        }

        return merge.Build();
    }

    private static void AddPart(ColumnMerge merge, EvaluationScope scope, Selection rows, BoundNode result)
    {
        if (rows.IsEmpty || result is ConstantNode { IsNull: true })
        {
            rows.Dispose();
            return;
        }

        merge.Add(rows, result.Evaluate(scope, rows));
    }

    private static bool IsNullable(BoundNode[] parts)
    {
        var hasElse = (parts.Length & 1) == 1;
        return !hasElse || parts[^1].Nullable || parts.Where((_, index) => (index & 1) == 1).Any(static result => result.Nullable);
    }
}
