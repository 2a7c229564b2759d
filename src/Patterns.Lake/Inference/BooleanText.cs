namespace Patterns.Lake.Inference;

/// <summary>Booleans in text: <c>true</c> and <c>false</c> in lower, upper or title case.</summary>
internal static class BooleanText
{
    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = text.Length == 4;
        return value
            ? text.SequenceEqual("true"u8) || text.SequenceEqual("TRUE"u8) || text.SequenceEqual("True"u8)
            : text.Length == 5 && (text.SequenceEqual("false"u8) || text.SequenceEqual("FALSE"u8) || text.SequenceEqual("False"u8));
    }
}
