using System.Runtime.CompilerServices;

namespace Patterns.Lake.Inference;

/// <summary>The text of a cell as types other than string see it.</summary>
internal static class CellText
{
    /// <summary>The text without blanks and tabs at its ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
        => text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t"u8);
}
