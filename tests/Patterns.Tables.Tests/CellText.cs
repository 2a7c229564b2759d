using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>One text per row, equal for equal values whichever engine they come from.</summary>
internal static class CellText
{
    private const string Null = "∅";

    /// <summary>The rows of a batch.</summary>
    public static IEnumerable<string> Of(ColumnBatch batch)
        => Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => Of(column, row))));

    /// <summary>A row of DuckDB's.</summary>
    public static string OfDuckDb(object?[] row) => string.Join('|', row.Select(static value => value switch
    {
        null => Null,
        byte[] bytes => Convert.ToHexString(bytes),
        DuckDbDecimal number => number.ToString()!,
        float number => BitConverter.SingleToInt32Bits(number).ToString("X", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToInt64Bits(number).ToString("X", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    }));

    private static string Of(Column column, int row)
    {
        if (column.IsNull(row))
        {
            return Null;
        }

        return (column, column.Type) switch
        {
            (FixedColumn<long> values, DecimalType type) => new WideDecimal(values.Values[row], type.Scale).ToString(),
            (FixedColumn<Int128> values, DecimalType type) => new WideDecimal(values.Values[row], type.Scale).ToString(),
            (FixedColumn<float> values, _) => BitConverter.SingleToInt32Bits(values.Values[row]).ToString("X", CultureInfo.InvariantCulture),
            (FixedColumn<double> values, _) => BitConverter.DoubleToInt64Bits(values.Values[row]).ToString("X", CultureInfo.InvariantCulture),
            (FixedColumn<int> values, _) => values.Values[row].ToString(CultureInfo.InvariantCulture),
            (FixedColumn<long> values, _) => values.Values[row].ToString(CultureInfo.InvariantCulture),
            (BinaryColumn values, { Kind: DataTypeKind.Binary }) => Convert.ToHexString(values.GetBytes(row)),
            _ => Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture)!,
        };
    }
}
