namespace Patterns.Lake.Inference;

/// <summary>64-bit integers in text.</summary>
internal static class Int64Text
{
    private const int AlwaysFittingDigits = 18;
    private const int MaxDigits = 19;

    /// <summary>Reads an integer as <see cref="NumberText"/> defines it; false when the text is none or does not fit.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return NumberText.TryScan(text, out var number) && TryConvert(number, out value);
    }

    public static bool TryConvert(in NumberText number, out long value)
    {
        value = number.IsNegative ? (long)(0 - number.Mantissa) : (long)number.Mantissa;
        return number is { Syntax: NumberSyntax.Integer, IsNegativeZero: false }
            && (number.Digits <= AlwaysFittingDigits
                || (number.Digits == MaxDigits && number.Mantissa <= (ulong)long.MaxValue + (number.IsNegative ? 1UL : 0UL)));
    }
}
