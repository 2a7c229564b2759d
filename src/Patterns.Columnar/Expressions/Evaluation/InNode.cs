using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>IN over constants. What all forms share: the nulls of the column and of the list.</summary>
internal abstract class InNode : BoundNode
{
    private readonly bool _hasNullItem;

    /// <param name="operand">What is looked for.</param>
    /// <param name="hasNullItem">Whether the list has a null, so that what is not found may still be in it.</param>
    protected InNode(BoundNode operand, bool hasNullItem)
        : base(DataType.Boolean, operand.Nullable || hasNullItem, operand)
        => _hasNullItem = hasNullItem;

    public sealed override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = Children[0].Evaluate(scope, rows);
        var count = Bitmap.WordCount(scope.RowCount);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        var bits = buffer.Span<ulong>(count);
        Find(operand, rows, bits);
        if (!_hasNullItem)
        {
            return Boolean(buffer, scope.RowCount, operand.Validity.Share());
        }

        using var found = Selection.FromOwned(new BitBuffer(buffer, scope.RowCount));
        using var valid = RowLoop.Of(found, operand.Validity);
        return Boolean(CopyWords(valid), scope.RowCount, Validity.FromOwned(new BitBuffer(CopyWords(valid), scope.RowCount)));
    }

    public sealed override Outcomes Possible(StatisticsScope statistics)
    {
        var range = Children[0].Range(statistics);
        var missed = _hasNullItem ? Outcomes.Null : Outcomes.False;
        var ofValues = AnyItemIn(range) ? Outcomes.True | missed : missed;
        return (range.CanBeValue ? ofValues : Outcomes.None) | range.OfNull;
    }

    /// <summary>Whether an item lies in the range.</summary>
    protected abstract bool AnyItemIn(ValueRange range);

    /// <summary>Sets one bit per row; those of null rows and of rows that are not selected may have any value, those behind the last are zero.</summary>
    protected abstract void Find(Column operand, Selection rows, Span<ulong> bits);

    private static ColumnBuffer CopyWords(Selection selection)
    {
        var count = Bitmap.WordCount(selection.Length);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        if (selection.IsAll)
        {
            Bitmap.Fill(buffer.Span<ulong>(count), selection.Length);
        }
        else
        {
            selection.Words.CopyTo(buffer.Span<ulong>(count));
        }

        return buffer;
    }
}
