namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>UUIDs as 36 lower-case characters. Source: RFC 9562, section 4.</summary>
internal sealed class UuidForm : ITextForm
{
    public int PlainWidth => 16;

    public int TextWidth => 36;

    public void Format(ReadOnlySpan<byte> plain, Span<byte> destination) => new Guid(plain, bigEndian: true).TryFormat(destination, out _);
}
