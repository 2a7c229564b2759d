using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>One element of each list by position; null when the list is null or has no such element.</summary>
internal sealed class ListElementNode(BoundNode list, BoundNode position, bool isOneBased) : BoundNode(((ListType)list.Type).Element, true, list, position)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var lists = (ListColumn)Children[0].Evaluate(scope, rows);
        using var positions = (FixedColumn<long>)Children[1].Evaluate(scope, rows);
        var validity = lists.Validity.Intersect(positions.Validity, scope.RowCount);
        using var live = RowLoop.Of(rows, validity);
        using var output = new ElementOutput(lists.Elements, scope.RowCount, validity);
        var offsets = lists.Offsets;
        var wanted = positions.Values;
        foreach (var row in live)
        {
            var length = offsets[row + 1] - offsets[row];
            var index = IndexOf(wanted[row], length);
            if (index >= 0 && index < length)
            {
                output.Set(row, offsets[row] + (int)index);
            }
        }

        return output.Build();
    }

    /// <summary>0-based; 1-based positions count from the end when they are negative, and there is no position zero.</summary>
    private long IndexOf(long position, int length) => !isOneBased ? position : position > 0 ? position - 1 : position == 0 ? -1 : position + length;
}
