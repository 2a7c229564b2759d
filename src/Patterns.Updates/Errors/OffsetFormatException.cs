using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A text is not that of an offset. Code <c>updates.offset-format</c>.</summary>
public sealed class OffsetFormatException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="text">The text.</param>
    public OffsetFormatException(string text)
        : base(
            "updates.offset-format",
            $"'{(text?.Length > 64 ? text[..64] + "…" : text)}' is not an offset of a feed. Offsets are the texts that a feed gave out, unchanged; -1 is the start, now is the tail.")
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The text.</summary>
    public string Text { get; }
}
