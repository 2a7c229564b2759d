using Patterns.Core;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>Exact decimals; a number with more digits than the type keeps is refused.</summary>
internal readonly struct DecimalParser(DecimalType type) : ICellParser<long>, ICellParser<Int128>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        var fits = DecimalText.TryParse(text, type, out var unscaled);
        value = (long)unscaled;
        return fits;
    }

    public bool TryParse(ReadOnlySpan<byte> text, out Int128 value) => DecimalText.TryParse(text, type, out value);
}
