using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>64-bit floating-point numbers that keep the number in the text, NaN and the infinities.</summary>
internal readonly struct DoubleParser : ICellParser<double>
{
    public bool TryParse(ReadOnlySpan<byte> text, out double value)
        => NumberText.TryScan(text, out var number)
            ? Float64Text.TryConvert(number, text, out value) && Float64Text.IsExact(number, text)
            : Float64Text.TryParseNonFinite(text, out value);
}
