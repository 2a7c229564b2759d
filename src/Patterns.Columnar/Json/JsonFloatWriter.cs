using System.Globalization;
using System.Numerics;

namespace Patterns.Columnar.Json;

/// <summary>Writes floating-point numbers with as few digits as read back to the same bits; NaN and the infinities as words.</summary>
internal sealed class JsonFloatWriter<T>(FixedColumn<T> column) : JsonScalarWriter(column, quoted: false)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override int Format(int row, Span<byte> text)
        => column.Values[row].TryFormat(text, out var written, default, CultureInfo.InvariantCulture) ? written : 0;

    protected override bool IsQuoted(int row) => !T.IsFinite(column.Values[row]);
}
