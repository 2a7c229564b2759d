using System.Buffers;
using System.Text;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Texts in lower or in upper case, without regard to a culture.</summary>
internal sealed class TextCaseNode : BoundNode
{
    private readonly bool _isUpper;

    private TextCaseNode(BoundNode operand, bool isUpper)
        : base(DataType.String, operand.Nullable, operand)
        => _isUpper = isUpper;

    public static BoundNode Lower(BoundNode operand) => new TextCaseNode(operand, isUpper: false);

    public static BoundNode Upper(BoundNode operand) => new TextCaseNode(operand, isUpper: true);

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var operand = (BinaryColumn)Children[0].Evaluate(scope, rows);
        if (operand is PlainBinaryColumn { Length: > 0, IsAscii: true } plain)
        {
            return ConvertAscii(plain);
        }

        using var live = RowLoop.Of(rows, operand.Validity);
        using var output = new TextOutput(DataType.String, operand.Length, operand.Validity.Share());
        foreach (var row in live)
        {
            var text = operand.GetBytes(row);
            if (Ascii.IsValid(text))
            {
                var converted = output.Reserve(row, text.Length);
                _ = _isUpper ? Ascii.ToUpper(text, converted, out _) : Ascii.ToLower(text, converted, out _);
            }
            else
            {
                ConvertOthers(text, row, output);
            }
        }

        return output.Detach();
    }

    /// <summary>In UTF-16, where no character changes its length when its case is turned.</summary>
    private void ConvertOthers(ReadOnlySpan<byte> text, int row, TextOutput output)
    {
        var characters = ArrayPool<char>.Shared.Rent(text.Length * 2);
        ReadOnlySpan<char> source = characters.AsSpan(0, Encoding.UTF8.GetChars(text, characters));
        var target = characters.AsSpan(text.Length, source.Length);
        _ = _isUpper ? source.ToUpperInvariant(target) : source.ToLowerInvariant(target);
        Encoding.UTF8.GetBytes(target, output.Reserve(row, Encoding.UTF8.GetByteCount(target)));
        ArrayPool<char>.Shared.Return(characters);
    }

    /// <summary>The case of ASCII letters is turned in place: all texts at once, with the offsets that they have.</summary>
    private PlainBinaryColumn ConvertAscii(PlainBinaryColumn texts)
    {
        var bytes = texts.Bytes;
        var buffer = ColumnBuffer.Rent(bytes.Length);
        var start = texts.Offsets[0];
        var converted = buffer.Span<byte>(bytes.Length)[start..];
        _ = _isUpper ? Ascii.ToUpper(bytes[start..], converted, out _) : Ascii.ToLower(bytes[start..], converted, out _);
        return texts.WithBytes(buffer);
    }
}
