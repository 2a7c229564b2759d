using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>The same piece of every text: characters from a position on, see <see cref="TextPieces.Substring"/>.</summary>
internal sealed class SubstringNode(BoundNode operand, int position, int length) : BoundNode(DataType.String, operand.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BinaryColumn)Children[0].Evaluate(scope, rows);
        using var live = RowLoop.Of(rows, operand.Validity);
        using var output = new TextOutput(DataType.String, operand.Length, operand.Validity.Share());
        if (operand is PlainBinaryColumn { IsAscii: true } plain)
        {
            CutAscii(plain, live, output);
        }
        else
        {
            foreach (var row in live)
            {
                output.Set(row, TextPieces.Substring(operand.GetBytes(row), position, length));
            }
        }

        return output.Detach();
    }

    /// <summary>Where characters are bytes, a piece is found by arithmetic.</summary>
    private void CutAscii(PlainBinaryColumn texts, Selection live, TextOutput output)
    {
        var offsets = texts.Offsets;
        var bytes = texts.Bytes;
        foreach (var row in live)
        {
            var (from, to) = (offsets[row], offsets[row + 1]);
            var start = position > 0 ? from + position - 1L : position < 0 ? to + (long)position : from;
            var end = Math.Clamp(start + length, from, to);
            start = Math.Clamp(start, from, to);
            output.Set(row, start < end ? bytes[(int)start..(int)end] : default);
        }
    }
}
