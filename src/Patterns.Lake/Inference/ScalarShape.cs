namespace Patterns.Lake.Inference;

/// <summary>What one text can be read as.</summary>
/// <param name="Types">The types that keep its value.</param>
/// <param name="IntegerDigits">For a number, digits before the point.</param>
/// <param name="FractionDigits">For a number, digits after the point as written.</param>
/// <param name="Syntax">For a number, how it is written.</param>
internal readonly record struct ScalarShape(TypeSet Types, int IntegerDigits, int FractionDigits, NumberSyntax Syntax)
{
    private const int LongestScalar = 400;

    /// <summary>Looks at a text. Blanks and tabs around it do not count, except in strings.</summary>
    public static ScalarShape Of(ReadOnlySpan<byte> text)
    {
        text = CellText.Trim(text);
        if (text.IsEmpty || text.Length > LongestScalar)
        {
            return default;
        }

        if (text[0] is (byte)'t' or (byte)'T' or (byte)'f' or (byte)'F')
        {
            return BooleanText.TryParse(text, out _) ? new ScalarShape(TypeSet.Boolean, 0, 0, default) : default;
        }

        if (NumberText.TryScan(text, out var number))
        {
            return OfNumber(number, text);
        }

        if (TemporalText.TryScan(text, out var temporal))
        {
            return new ScalarShape(temporal.Types(), 0, 0, default);
        }

        return Float64Text.TryParseNonFinite(text, out _) ? new ScalarShape(TypeSet.Float64, 0, 0, default) : default;
    }

    private static ScalarShape OfNumber(in NumberText number, ReadOnlySpan<byte> text)
    {
        var types = (Int64Text.TryConvert(number, out _) ? TypeSet.Int64 : 0)
            | (Float64Text.IsExact(number, text) ? TypeSet.Float64 : 0)
            | (DecimalText.IsPossible(number) ? TypeSet.Decimal : 0);
        return new ScalarShape(types, Math.Max(number.IsNegativeZero ? 1 : 0, DecimalText.IntegerDigits(number)), DecimalText.FractionDigits(number), number.Syntax);
    }
}
