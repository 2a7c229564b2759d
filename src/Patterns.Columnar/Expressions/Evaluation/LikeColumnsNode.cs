using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>LIKE with a pattern per row.</summary>
internal sealed class LikeColumnsNode(BoundNode value, BoundNode pattern, char escape, Expression source)
    : BoundNode(DataType.Boolean, value.Nullable || pattern.Nullable, value, pattern)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var values = (BinaryColumn)Children[0].Evaluate(scope, rows);
        using var patterns = (BinaryColumn)Children[1].Evaluate(scope, rows);
        var validity = values.Validity.Intersect(patterns.Validity, scope.RowCount);
        using var live = RowLoop.Of(rows, validity);
        var buffer = ColumnBuffer.RentCleared<ulong>(Bitmap.WordCount(scope.RowCount));
        var bits = buffer.Span<ulong>(Bitmap.WordCount(scope.RowCount));
        string? lastText = null;
        LikePattern? last = null;
        foreach (var row in live)
        {
            var text = patterns.GetString(row)!;
            if (last is null || !string.Equals(text, lastText, StringComparison.Ordinal))
            {
                last = LikePattern.TryParse(text, escape)
                    ?? throw new ExpressionEvaluationException(source, row, $"the pattern '{text}' has '{escape}' in front of an ordinary character or at its end.");
                lastText = text;
            }

            bits[row >> 6] |= last.IsMatch(values.GetBytes(row)) ? 1UL << row : 0;
        }

        return Boolean(buffer, scope.RowCount, validity);
    }
}
