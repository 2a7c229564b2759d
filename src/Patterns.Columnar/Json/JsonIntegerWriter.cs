using System.Globalization;
using System.Numerics;

namespace Patterns.Columnar.Json;

/// <summary>Writes integers with all their digits.</summary>
internal sealed class JsonIntegerWriter<T>(FixedColumn<T> column) : JsonScalarWriter(column, quoted: false)
    where T : unmanaged, IBinaryInteger<T>
{
    protected override int Format(int row, Span<byte> text)
        => column.Values[row].TryFormat(text, out var written, default, CultureInfo.InvariantCulture) ? written : 0;
}
