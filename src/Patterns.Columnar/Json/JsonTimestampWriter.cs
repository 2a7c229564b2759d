using Patterns.Core;

namespace Patterns.Columnar.Json;

/// <summary>Writes instants as <c>"2026-01-31T23:59:58.123456Z"</c> and wall-clock times without the <c>Z</c>.</summary>
internal sealed class JsonTimestampWriter(FixedColumn<long> column) : JsonScalarWriter(column, quoted: true)
{
    private readonly bool _isInstant = column.Type.Kind == DataTypeKind.Timestamp;

    protected override int Format(int row, Span<byte> text)
    {
        var length = IsoText.WriteDateTime(column.Values[row], text);
        if (_isInstant)
        {
            text[length++] = (byte)'Z';
        }

        return length;
    }
}
