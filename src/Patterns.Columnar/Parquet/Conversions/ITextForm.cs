namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>The text that stands for values which a schema has no type for.</summary>
internal interface ITextForm
{
    /// <summary>Bytes of a value in plain form.</summary>
    int PlainWidth { get; }

    /// <summary>Bytes of a text; all texts are of one length.</summary>
    int TextWidth { get; }

    /// <summary>Writes the text of one value, filling <paramref name="destination"/> completely.</summary>
    void Format(ReadOnlySpan<byte> plain, Span<byte> destination);
}
