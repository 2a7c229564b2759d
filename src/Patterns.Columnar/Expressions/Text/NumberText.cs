using System.Globalization;
using System.Text;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Number literals with Spark's suffixes: Y, S, L for integers, F and D for floats, BD for decimals.</summary>
internal static class NumberText
{
    public static object Read(Token token, bool isNegative)
    {
        var text = token.Text.AsSpan();
        var suffixStart = text.Length;
        var hasExponent = text.ContainsAny('e', 'E');
        while (suffixStart > 0 && char.IsAsciiLetter(text[suffixStart - 1]))
        {
            suffixStart--;
        }

        var digits = isNegative ? $"-{text[..suffixStart]}" : text[..suffixStart].ToString();
        object? value = text[suffixStart..].ToString().ToUpperInvariant() switch
        {
            "" when hasExponent => ReadDouble(digits),
            "" when digits.Contains('.', StringComparison.Ordinal) => ReadDecimal(digits),
            "" => ReadInteger(digits),
            "Y" => sbyte.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            "S" => short.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            "L" => long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            "F" => ReadFloat(digits),
            "D" => ReadDouble(digits),
            "BD" => ReadDecimal(digits),
            _ => null,
        };
        return value ?? throw token.Expected("a number in the range of its type; the suffixes are Y, S, L, F, D and BD");
    }

    public static void Print(StringBuilder output, object value)
        => _ = value switch
        {
            sbyte number => output.Append(CultureInfo.InvariantCulture, $"{number}Y"),
            short number => output.Append(CultureInfo.InvariantCulture, $"{number}S"),
            int number => output.Append(CultureInfo.InvariantCulture, $"{number}"),
            long number => output.Append(CultureInfo.InvariantCulture, $"{number}L"),
            float number when float.IsFinite(number) => output.Append(FloatText.Digits(number)).Append('F'),
            float number => output.Append("float('").Append(FloatText.Special(number)).Append("')"),
            double number when double.IsFinite(number) => output.Append(FloatText.Digits(number)).Append('D'),
            double number => output.Append("double('").Append(FloatText.Special(number)).Append("')"),
            decimal number => PrintDecimal(output, WideDecimalConversion.FromDecimal(number)),
            _ => PrintDecimal(output, (WideDecimal)value),
        };

    private static StringBuilder PrintDecimal(StringBuilder output, WideDecimal number)
        => output.Append(number.ToString()).Append(number.Scale == 0 ? "BD" : "");

    private static object? ReadInteger(string digits)
        => int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large
            : ReadDecimal(digits);

    private static float? ReadFloat(string digits)
        => float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;

    private static double? ReadDouble(string digits)
        => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>An exact decimal, where digits and exponent must fit 38 digits.</summary>
    private static WideDecimal? ReadDecimal(string text)
        => DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out var value) ? value : null;
}
