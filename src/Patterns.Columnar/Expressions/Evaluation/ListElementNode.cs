using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>One element of each list by position; null when the list or the position is.</summary>
internal sealed class ListElementNode(Expression source, BoundNode list, BoundNode position, ListPosition meaning)
    : BoundNode(((ListType)list.Type).Element, true, list, position)
{
    private readonly bool _isOneBased = meaning is ListPosition.FromOne or ListPosition.FromOneOrNull;
    private readonly bool _isNullWhenMissing = meaning is ListPosition.FromZeroOrNull or ListPosition.FromOneOrNull;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var lists = (ListColumn)Children[0].Evaluate(scope, rows);
        using var positions = (FixedColumn<long>)Children[1].Evaluate(scope, rows);
        using var output = new ElementOutput(lists.Elements, scope.RowCount, lists.Validity.Intersect(positions.Validity, scope.RowCount));
        using var live = output.Live(rows);
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
            else if (!_isNullWhenMissing || (_isOneBased && wanted[row] == 0))
            {
                throw Missing(row, wanted[row], length);
            }
        }

        return output.Build();
    }

    /// <summary>0-based; 1-based positions count from the end when they are negative, and there is no position zero.</summary>
    private long IndexOf(long position, int length) => !_isOneBased ? position : position > 0 ? position - 1 : position == 0 ? -1 : position + length;

    private ExpressionEvaluationException Missing(int row, long position, int length)
        => new(source, row, _isOneBased && position == 0
            ? "positions are counted from 1, or from -1 backwards; there is no position 0."
            : $"the list has {length} elements, but element {position} (counted from {(_isOneBased ? 1 : 0)}) is asked for. Use {(_isOneBased ? "try_element_at" : "get")} to get null instead.");
}
