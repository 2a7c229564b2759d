using System.Numerics;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>Integers of 8 to 64 bits; what does not fit is refused.</summary>
internal readonly struct IntegerParser<T> : ICellParser<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        var isInteger = Int64Text.TryParse(text, out var wide);
        value = T.CreateTruncating(wide);
        return isInteger && long.CreateTruncating(value) == wide;
    }
}
