using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>RLIKE with a pattern that is known beforehand.</summary>
internal sealed class RegexNode(BoundNode operand, Regex regex, Expression source) : TextTestNode(operand)
{
    protected override void Test(BinaryColumn texts, Selection live, Span<ulong> bits)
    {
        var characters = ArrayPool<char>.Shared.Rent(256);
        foreach (var row in live)
        {
            var bytes = texts.GetBytes(row);
            if (characters.Length < bytes.Length)
            {
                ArrayPool<char>.Shared.Return(characters);
                characters = ArrayPool<char>.Shared.Rent(bytes.Length);
            }

            var length = Encoding.UTF8.GetChars(bytes, characters);
            bits[row >> 6] |= IsMatch(characters.AsSpan(0, length), row) ? 1UL << row : 0;
        }

        ArrayPool<char>.Shared.Return(characters);
    }

    private bool IsMatch(ReadOnlySpan<char> text, int row)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ExpressionEvaluationException(source, row, RegexTimeout.Describe(regex));
        }
    }
}
