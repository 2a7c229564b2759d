namespace Patterns.Columnar.Json;

/// <summary>Writes days as <c>"2026-01-31"</c>.</summary>
internal sealed class JsonDateWriter(FixedColumn<int> column) : JsonScalarWriter(column, quoted: true)
{
    protected override int Format(int row, Span<byte> text) => IsoText.WriteDate(column.Values[row], text);
}
