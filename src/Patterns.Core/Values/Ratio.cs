using System.Globalization;

namespace Patterns.Core;

/// <summary>
/// An exact fraction of two 64-bit integers, kept in lowest terms. The default is 0. Nothing is ever rounded, so equal means equal, and a target of
/// 99.95 % is met or missed whatever the size of the counts.
/// </summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    private readonly long _denominatorLess1; // so that the default is 0/1

    /// <summary>Creates a fraction.</summary>
    /// <param name="numerator">Any number.</param>
    /// <param name="denominator">Any number but 0; its sign goes to the numerator.</param>
    /// <exception cref="ArgumentOutOfRangeException">The denominator is 0, or in lowest terms a number does not fit 64 bits.</exception>
    public Ratio(long numerator, long denominator)
        : this((Int128)numerator, denominator)
    {
    }

    private Ratio(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "The denominator of a fraction is not 0.");
        }

        var divisor = GreatestCommonDivisor(Int128.Abs(numerator), Int128.Abs(denominator)) * Int128.Sign(denominator);
        var (top, bottom) = (numerator / divisor, denominator / divisor);
        if (top < long.MinValue || top > long.MaxValue || bottom > long.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(numerator), numerator, $"The fraction {top}/{bottom} does not fit two 64-bit integers.");
        }

        Numerator = (long)top;
        _denominatorLess1 = (long)bottom - 1;
    }

    /// <summary>0, the default.</summary>
    public static Ratio Zero => default;

    /// <summary>1, or 100 %.</summary>
    public static Ratio One => new(1, 1);

    /// <summary>The upper number in lowest terms; it has the sign.</summary>
    public long Numerator { get; }

    /// <summary>The lower number in lowest terms, 1 or more.</summary>
    public long Denominator => _denominatorLess1 + 1;

    /// <summary>Whether the left one is smaller.</summary>
    /// <param name="left">One fraction.</param>
    /// <param name="right">The other fraction.</param>
    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one is larger.</summary>
    /// <param name="left">One fraction.</param>
    /// <param name="right">The other fraction.</param>
    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one is smaller or equal.</summary>
    /// <param name="left">One fraction.</param>
    /// <param name="right">The other fraction.</param>
    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one is larger or equal.</summary>
    /// <param name="left">One fraction.</param>
    /// <param name="right">The other fraction.</param>
    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;

    /// <summary>The fraction of the same value: 0.9995 is 1999/2000.</summary>
    /// <param name="value">Any number whose fraction in lowest terms fits 64 bits; up to 18 digits always do.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit.</exception>
    public static Ratio FromDecimal(decimal value) => FromDecimal(value, unit: 1);

    /// <summary>Reads <c>0.9995</c>, <c>99.95%</c> or <c>1999/2000</c>, all exactly. Blanks around a number are allowed; the culture plays no part.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is none of these, or its fraction does not fit 64 bits.</exception>
    public static Ratio Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return text.Split('/') switch
            {
                [var whole] when whole.TrimEnd().EndsWith('%') => FromDecimal(ParseDecimal(whole.TrimEnd()[..^1]), unit: 100),
                [var whole] => FromDecimal(ParseDecimal(whole)),
                [var top, var bottom] => new Ratio(ParseInt64(top), ParseInt64(bottom)),
                _ => throw new FormatException("There is more than one '/'."),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"'{text}' is not a fraction. Write it like 0.9995, 99.95% or 1999/2000. {exception.Message}", exception);
        }
    }

    /// <summary>What is left to 1: the error budget of a target.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not fit 64 bits, which happens only far below 0.</exception>
    public Ratio Complement() => new((Int128)Denominator - Numerator, Denominator);

    /// <inheritdoc/>
    public int CompareTo(Ratio other) => ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>The nearest double, for charts and people. Compare fractions instead.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    /// <summary>The fraction in lowest terms: <c>1999/2000</c>, or <c>3</c> when it is a whole number.</summary>
    public override string ToString()
        => Denominator == 1
            ? Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Ratio FromDecimal(decimal value, int unit)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = new Int128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        Int128 denominator = unit;
        for (var scale = value.Scale; scale > 0; scale--)
        {
            denominator *= 10;
        }

        return new Ratio(value < 0 ? -digits : digits, denominator);
    }

    private static decimal ParseDecimal(string text)
    {
        const NumberStyles Format = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return decimal.Parse(text, Format, CultureInfo.InvariantCulture);
    }

    private static long ParseInt64(string text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static Int128 GreatestCommonDivisor(Int128 left, Int128 right)
    {
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return left;
    }
}
