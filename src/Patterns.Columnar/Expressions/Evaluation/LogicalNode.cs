using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>
/// AND and OR in three-valued logic. An operand is computed only for rows that the operands before it have not decided, so that
/// <c>b &lt;&gt; 0 AND a / b &gt; 1</c> never divides by zero.
/// </summary>
internal sealed class LogicalNode : BoundNode
{
    private readonly bool _isAnd;

    public LogicalNode(LogicalOperator logic, BoundNode[] operands)
        : base(DataType.Boolean, Array.Exists(operands, static operand => operand.Nullable), operands)
        => _isAnd = logic == LogicalOperator.And;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        var count = Bitmap.WordCount(scope.RowCount);
        var decidedBuffer = ColumnBuffer.RentCleared<ulong>(count);
        var neutralBuffer = ColumnBuffer.Rent<ulong>(count);
        var decided = decidedBuffer.Span<ulong>(count);
        var neutral = neutralBuffer.Span<ulong>(count);
        neutral.Fill(ulong.MaxValue);
        foreach (var operand in Children)
        {
            using var open = rows.Except(decided);
            if (open.IsEmpty)
            {
                break;
            }

            using var result = (BooleanColumn)operand.Evaluate(scope, open);
            Combine(result, decided, neutral);
        }

        return Combined(scope.RowCount, decidedBuffer, neutralBuffer);
    }

    public override Selection SelectTrue(EvaluationScope scope, Selection rows) => _isAnd ? SelectAll(scope, rows) : SelectAny(scope, rows);

    public override Outcomes Possible(StatisticsScope statistics)
    {
        var operands = Children.Select(operand => operand.Possible(statistics));
        return _isAnd ? OutcomeLogic.And(operands) : OutcomeLogic.Or(operands);
    }

    /// <summary>For AND false decides and true is neutral, for OR the other way round.</summary>
    private void Combine(BooleanColumn result, Span<ulong> decided, Span<ulong> neutral)
    {
        var values = result.ValueWords;
        var validity = result.ValidityWords;
        for (var word = 0; word < decided.Length; word++)
        {
            var valid = validity.IsEmpty ? ulong.MaxValue : validity[word];
            var isTrue = values[word] & valid;
            var isFalse = ~values[word] & valid;
            decided[word] |= _isAnd ? isFalse : isTrue;
            neutral[word] &= _isAnd ? isTrue : isFalse;
        }
    }

    private BooleanColumn Combined(int rowCount, ColumnBuffer decided, ColumnBuffer neutral)
    {
        var count = Bitmap.WordCount(rowCount);
        var values = _isAnd ? neutral : decided;
        var validity = _isAnd ? decided : neutral;
        var words = validity.Span<ulong>(count);
        BitmapLogic.Or(words, values.Span<ulong>(count), words);
        Bitmap.ClearTail(words, rowCount);
        return Boolean(values, rowCount, Validity.FromOwned(new BitBuffer(validity, rowCount)));
    }

    private Selection SelectAll(EvaluationScope scope, Selection rows)
    {
        var selected = rows.Share();
        foreach (var operand in Children)
        {
            if (selected.IsEmpty)
            {
                break;
            }

            var narrower = operand.SelectTrue(scope, selected);
            selected.Dispose();
            selected = narrower;
        }

        return selected;
    }

    private Selection SelectAny(EvaluationScope scope, Selection rows)
    {
        var open = rows.Share();
        foreach (var operand in Children)
        {
            if (open.IsEmpty)
            {
                break;
            }

            using var found = operand.SelectTrue(scope, open);
            var rest = found.IsAll ? Selection.None(rows.Length) : open.Except(found.Words);
            open.Dispose();
            open = rest;
        }

        using (open)
        {
            return open.IsAll ? Selection.None(rows.Length) : rows.Except(open.Words);
        }
    }
}
