using Patterns.Core;

namespace Patterns.Lake.Inference;

/// <summary>Exact decimal numbers in text.</summary>
internal static class DecimalText
{
    /// <summary>Digits before the point that the number needs; 39 or more when it does not fit any decimal.</summary>
    public static int IntegerDigits(in NumberText number) => Math.Max(0, number.Digits - number.Scale);

    /// <summary>Digits after the point that the number is written with.</summary>
    public static int FractionDigits(in NumberText number) => Math.Max(0, number.Scale);

    /// <summary>Whether some decimal type holds the number.</summary>
    public static bool IsPossible(in NumberText number)
        => !number.IsNegativeZero
            && IntegerDigits(number) <= DecimalType.MaxPrecision
            && FractionDigits(number) <= DecimalType.MaxPrecision
            && IntegerDigits(number) + FractionDigits(number) <= DecimalType.MaxPrecision;

    /// <summary>Reads the number as an integer count of 10^-scale; false when the text is none or has more digits than the type keeps.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, DecimalType type, out Int128 unscaled)
    {
        unscaled = 0;
        if (!NumberText.TryScan(text, out var number)
            || number.IsNegativeZero
            || number.Scale > type.Scale
            || IntegerDigits(number) > type.Precision - type.Scale)
        {
            return false;
        }

        var magnitude = number.HasMantissa ? number.Mantissa : Digits(text);
        for (var scale = number.Scale; scale < type.Scale && magnitude != 0; scale++)
        {
            magnitude *= 10;
        }

        unscaled = number.IsNegative ? -(Int128)magnitude : (Int128)magnitude;
        return true;
    }

    private static UInt128 Digits(ReadOnlySpan<byte> text)
    {
        UInt128 value = 0;
        foreach (var character in text)
        {
            if (character is (byte)'e' or (byte)'E')
            {
                break;
            }

            if (character is >= (byte)'0' and <= (byte)'9')
            {
                value = (value * 10) + (uint)(character - '0');
            }
        }

        return value;
    }
}
