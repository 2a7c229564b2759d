using System.Globalization;

namespace Patterns.Columnar.Expressions;

/// <summary>Floating-point values that have no digits.</summary>
internal static class FloatText
{
    public const string NaN = "NaN";
    public const string Infinity = "Infinity";
    public const string NegativeInfinity = "-Infinity";

    public static double? FindSpecial(string text) => text switch
    {
        NaN => double.NaN,
        Infinity => double.PositiveInfinity,
        NegativeInfinity => double.NegativeInfinity,
        _ => null,
    };

    public static string Special(double value)
        => double.IsNaN(value) ? NaN : value > 0 ? Infinity : NegativeInfinity;

    /// <summary>The shortest digits that read back to the same number, as a double's or float's literal without its suffix.</summary>
    public static string Digits(IFormattable value) => value.ToString("R", CultureInfo.InvariantCulture);
}
