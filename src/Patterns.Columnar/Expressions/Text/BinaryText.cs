using System.Text;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Binary literals, <c>X'1AF0'</c>.</summary>
internal static class BinaryText
{
    public static byte[] Read(Token token)
    {
        var digits = token.Text.AsSpan(2, token.Text.Length - 3);
        try
        {
            return Convert.FromHexString((digits.Length & 1) == 0 ? digits : $"0{digits}");
        }
        catch (FormatException)
        {
            throw token.Expected("pairs of hexadecimal digits");
        }
    }

    public static void Print(StringBuilder output, byte[] value) => output.Append("X'").Append(Convert.ToHexString(value)).Append('\'');
}
