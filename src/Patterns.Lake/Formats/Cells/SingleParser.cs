using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>32-bit floating-point numbers: only what is asked for by name, therefore rounded to the nearest.</summary>
internal readonly struct SingleParser : ICellParser<float>
{
    public bool TryParse(ReadOnlySpan<byte> text, out float value)
    {
        var isNumber = Float64Text.TryParse(text, out var wide);
        value = (float)wide;
        return isNumber && float.IsFinite(value) == double.IsFinite(wide);
    }
}
