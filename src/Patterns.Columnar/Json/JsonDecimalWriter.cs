using System.Globalization;
using System.Numerics;

namespace Patterns.Columnar.Json;

/// <summary>Writes decimals with all their digits and <paramref name="scale"/> places after the point.</summary>
internal sealed class JsonDecimalWriter<T>(FixedColumn<T> column, int scale) : JsonScalarWriter(column, quoted: false)
    where T : unmanaged, IBinaryInteger<T>
{
    protected override int Format(int row, Span<byte> text)
    {
        var unscaled = column.Values[row];
        var negative = T.IsNegative(unscaled);
        var start = 0;
        if (negative)
        {
            text[start++] = (byte)'-';
        }

        // Int128.MinValue has no positive twin, but has 39 digits and so is no decimal.
        var magnitude = T.Abs(unscaled);
        magnitude.TryFormat(text[start..], out var digits, default, CultureInfo.InvariantCulture);
        if (scale == 0)
        {
            return start + digits;
        }

        var padded = Math.Max(digits, scale + 1);
        var zeros = padded - digits;
        var number = text.Slice(start, padded + 1);
        number[..digits].CopyTo(number[zeros..]);
        number[..zeros].Fill((byte)'0');
        var point = padded - scale;
        number.Slice(point, scale).CopyTo(number[(point + 1)..]);
        number[point] = (byte)'.';
        return start + padded + 1;
    }
}
