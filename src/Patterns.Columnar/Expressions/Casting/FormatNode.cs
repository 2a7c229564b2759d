using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Writes values of one width as texts.</summary>
internal sealed class FormatNode<TFrom>(BoundNode operand, Format<TFrom> format) : BoundNode(DataType.String, operand.Nullable, operand)
    where TFrom : unmanaged
{
    private const int MaxLength = 64;

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (FixedColumn<TFrom>)Children[0].Evaluate(scope, rows);
        using var live = RowLoop.Of(rows, operand.Validity);
        using var output = new TextOutput(DataType.String, operand.Length, operand.Validity.Share());
        var values = operand.Values;
        Span<byte> text = stackalloc byte[MaxLength];
        foreach (var row in live)
        {
            output.Set(row, text[..format(values[row], text)]);
        }

        return output.Detach();
    }
}
