using System.Text;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Text;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Reads booleans from texts: t, true, y, yes, 1 and f, false, n, no, 0 in any case.</summary>
internal sealed class ParseBooleanNode(BoundNode operand, CastMode mode, Expression source) : CastNode(operand, DataType.Boolean, mode, source)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BinaryColumn)Children[0].Evaluate(scope, rows);
        using var live = RowLoop.Of(rows, operand.Validity);
        using var nulls = new NullMask(operand.Length, operand.Validity.Share());
        var buffer = ColumnBuffer.RentCleared<ulong>(Bitmap.WordCount(operand.Length));
        foreach (var row in live)
        {
            var value = Parse(DateText.Trim(operand.GetBytes(row)));
            if (value is true)
            {
                buffer.Span<ulong>(row >> 6, 1)[0] |= 1UL << row;
            }
            else if (value is null && Mode == CastMode.Try)
            {
                nulls.Set(row);
            }
            else if (value is null)
            {
                buffer.Release();
                throw Misfit(row, $"'{operand.GetString(row)}'");
            }
        }

        return Boolean(buffer, operand.Length, nulls.Detach());
    }

    private static bool? Parse(ReadOnlySpan<byte> text)
    {
        if (Is(text, "t"u8) || Is(text, "true"u8) || Is(text, "y"u8) || Is(text, "yes"u8) || Is(text, "1"u8))
        {
            return true;
        }

        return Is(text, "f"u8) || Is(text, "false"u8) || Is(text, "n"u8) || Is(text, "no"u8) || Is(text, "0"u8) ? false : null;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}
