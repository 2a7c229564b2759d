namespace Patterns.Columnar.Expressions.Normalization;

/// <summary>Exact numbers that are only compared: neither their type nor trailing zeros matter.</summary>
internal static class NumberLiterals
{
    /// <summary>Up to so many digits a decimal becomes the same double with and without trailing zeros.</summary>
    private const int MaxDigits = 15;

    /// <summary>The literal without trailing zeros, of the narrowest of int, bigint and decimal; itself when it is no exact number.</summary>
    public static LiteralExpression Shorten(LiteralExpression literal) => literal.Value switch
    {
        sbyte or short or int => Expression.Literal(Convert.ToInt32(literal.Value, null)),
        long number => Whole(number),
        decimal number when WideDecimalConversion.FromDecimal(number) is var exact && WideDecimalConversion.DigitCount(exact.Unscaled) <= MaxDigits && exact.Scale <= MaxDigits => Shorten(exact),
        _ => literal,
    };

    /// <summary>Whether the literal is an integer or a decimal.</summary>
    public static bool IsExact(LiteralExpression literal) => literal.Value is sbyte or short or int or long or decimal or WideDecimal;

    private static LiteralExpression Shorten(WideDecimal number)
    {
        var (unscaled, scale) = (number.Unscaled, number.Scale);
        while (scale > 0 && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        return scale == 0 ? Whole((long)unscaled) : Expression.Literal(new WideDecimal(unscaled, scale));
    }

    private static LiteralExpression Whole(long number) => number is >= int.MinValue and <= int.MaxValue ? Expression.Literal((int)number) : Expression.Literal(number);
}
