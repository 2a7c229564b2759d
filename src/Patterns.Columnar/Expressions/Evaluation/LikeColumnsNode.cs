using System.Text;
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
        ReadOnlySpan<byte> lastText = default;
        LikePattern? last = null;
        foreach (var row in live)
        {
            var text = patterns.GetBytes(row);
            if (last is null || !text.SequenceEqual(lastText))
            {
                last = Parse(text, row);
                lastText = text;
            }

            bits[row >> 6] |= last.IsMatch(values.GetBytes(row)) ? 1UL << row : 0;
        }

        return Boolean(buffer, scope.RowCount, validity);
    }

    private LikePattern Parse(ReadOnlySpan<byte> bytes, int row)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length > ExpressionLimits.MaxPatternLength
            ? throw new ExpressionEvaluationException(source, row, $"a pattern has at most {ExpressionLimits.MaxPatternLength} characters, but this has {text.Length}.")
            : LikePattern.TryParse(text, escape)
                ?? throw new ExpressionEvaluationException(source, row, $"the pattern '{text}' has '{escape}' in front of an ordinary character or at its end.");
    }
}
