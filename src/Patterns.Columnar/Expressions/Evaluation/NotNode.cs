using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Turns true and false; null stays null.</summary>
internal sealed class NotNode(BoundNode operand) : BoundNode(DataType.Boolean, operand.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var values = (BooleanColumn)Children[0].Evaluate(scope, rows);
        var count = Bitmap.WordCount(scope.RowCount);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        BitmapLogic.Not(values.ValueWords, buffer.Span<ulong>(count));
        return Boolean(buffer, scope.RowCount, values.Validity.Share());
    }

    public override Outcomes Possible(StatisticsScope statistics) => OutcomeLogic.Not(Children[0].Possible(statistics));
}
