using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The first value that is not null; a value is computed only for rows that have none yet.</summary>
internal sealed class CoalesceNode(DataType type, BoundNode[] values) : BoundNode(type, Array.TrueForAll(values, static value => value.Nullable), values)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var merge = new ColumnMerge(Type, scope.RowCount);
        var open = rows.Share();
        foreach (var child in Children)
        {
            if (open.IsEmpty)
            {
                break;
            }

            if (child is ConstantNode { IsNull: true })
            {
                continue;
            }

            var values = child.Evaluate(scope, open);
            var taken = RowLoop.Of(open, values.Validity);
            var rest = taken.IsAll ? Selection.None(rows.Length) : open.Except(taken.Words);
            open.Dispose();
            open = rest;
            merge.Add(taken, values);
        }

        open.Dispose();
        return merge.Build();
    }
}
