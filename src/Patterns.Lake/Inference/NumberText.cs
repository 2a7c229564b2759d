using System.Runtime.CompilerServices;

namespace Patterns.Lake.Inference;

/// <summary>
/// The parts of a number written as <c>[+-] digits [. digits] [e [+-] digits]</c>, with digits on at least one side of the point. A number
/// that starts with a zero before another digit is none, and neither is a plus sign before eight or more digits: these are identifiers
/// and telephone numbers, whose text is their value.
/// </summary>
internal readonly struct NumberText
{
    private const int MaxMantissaDigits = 19;
    private const int MaxPlusDigits = 7;
    private const int MaxExponent = 9_999;

    private NumberText(bool isNegative, ulong mantissa, int digits, int scale, NumberSyntax syntax)
    {
        IsNegative = isNegative;
        Mantissa = mantissa;
        Digits = digits;
        Scale = scale;
        Syntax = syntax;
    }

    public bool IsNegative { get; }

    /// <summary>The digits as an integer; right only while there are at most 19 of them.</summary>
    public ulong Mantissa { get; }

    /// <summary>The number of digits, not counting zeros before the first other digit.</summary>
    public int Digits { get; }

    /// <summary>The number is mantissa ÷ 10^scale; negative after a large exponent.</summary>
    public int Scale { get; }

    /// <summary>Whether there is a point or an exponent.</summary>
    public NumberSyntax Syntax { get; }

    /// <summary>Whether it is a zero with a minus sign, which only floating-point numbers can tell from zero.</summary>
    public bool IsNegativeZero => IsNegative && Digits == 0;

    public bool HasMantissa => Digits <= MaxMantissaDigits;

    /// <summary>Takes a text apart; false when it is no number.</summary>
    public static bool TryScan(ReadOnlySpan<byte> text, out NumberText number)
    {
        number = default;
        var index = 0;
        var sign = text.Length > 0 ? text[0] : (byte)0;
        if (sign is (byte)'-' or (byte)'+')
        {
            index = 1;
        }

        var integerStart = index;
        var mantissa = 0UL;
        var digits = 0;
        ScanDigits(text, ref index, ref mantissa, ref digits);
        var integerLength = index - integerStart;
        var isPadded = integerLength > 1 && text[integerStart] == '0';
        var syntax = NumberSyntax.Integer;
        var fractionLength = 0;
        if (index < text.Length && text[index] == '.')
        {
            syntax = NumberSyntax.Point;
            var fractionStart = ++index;
            ScanDigits(text, ref index, ref mantissa, ref digits);
            fractionLength = index - fractionStart;
        }

        if (integerLength + fractionLength == 0 || isPadded || (sign == '+' && integerLength > MaxPlusDigits))
        {
            return false;
        }

        var exponent = 0;
        if (index < text.Length && (text[index] | 0x20) == 'e')
        {
            syntax = NumberSyntax.Exponent;
            if (!TryScanExponent(text, ref index, out exponent))
            {
                return false;
            }
        }

        number = new NumberText(sign == '-', mantissa, digits, fractionLength - exponent, syntax);
        return index == text.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ScanDigits(ReadOnlySpan<byte> text, ref int index, ref ulong mantissa, ref int digits)
    {
        for (; index < text.Length; index++)
        {
            var digit = (uint)text[index] - '0';
            if (digit > 9)
            {
                return;
            }

            mantissa = (mantissa * 10) + digit;
            if (digits != 0 || digit != 0)
            {
                digits++;
            }
        }
    }

    private static bool TryScanExponent(ReadOnlySpan<byte> text, ref int index, out int exponent)
    {
        exponent = 0;
        index++;
        var isNegative = index < text.Length && text[index] == '-';
        if (index < text.Length && text[index] is (byte)'-' or (byte)'+')
        {
            index++;
        }

        var start = index;
        for (; index < text.Length && text[index] is >= (byte)'0' and <= (byte)'9'; index++)
        {
            exponent = Math.Min(MaxExponent, (exponent * 10) + text[index] - '0');
        }

        exponent = isNegative ? -exponent : exponent;
        return index > start;
    }
}
