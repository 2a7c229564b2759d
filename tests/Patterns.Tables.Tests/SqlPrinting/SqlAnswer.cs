using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.SqlPrinting;

/// <summary>Answers of several engines, compared value by value: numbers with a point by twelve digits, since some engines have nothing but doubles for them.</summary>
internal static class SqlAnswer
{
    private const double Tolerance = 1e-12;

    public static async Task<List<object?[]>> RowsAsync(IAsyncEnumerable<ColumnBatch> batches)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in batches)
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => column.GetValue(row)).ToArray()));
            }
        }

        return rows;
    }

    /// <summary>Rows of DuckDB in the types that the same columns have here.</summary>
    public static List<object?[]> Of(DuckDbRows rows, Schema schema) => [.. rows.Rows.Select(row => row.Select((value, index) => Value(value, schema[index].Type)).ToArray())];

    /// <summary>The first difference; null when there is none.</summary>
    public static string? Difference(IReadOnlyList<object?[]> here, IReadOnlyList<object?[]> there)
    {
        if (here.Count != there.Count)
        {
            return $"{here.Count} rows here, {there.Count} there";
        }

        for (var row = 0; row < here.Count; row++)
        {
            for (var column = 0; column < here[row].Length; column++)
            {
                if (!IsEqual(here[row][column], there[row][column]))
                {
                    return $"row {row}, column {column}: {Text(here[row][column])} here, {Text(there[row][column])} there";
                }
            }
        }

        return null;
    }

    private static bool IsEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (double or decimal or WideDecimal, _) => Number(left) is var first && Number(right) is var second && (Math.Abs(first - second) <= Tolerance * Math.Max(1, Math.Abs(first)) || first.Equals(second)),
        _ => left.Equals(right),
    };

    private static double Number(object value) => value is WideDecimal wide ? double.Parse(wide.ToString(), CultureInfo.InvariantCulture) : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Text(object? value) => value is null ? "null" : $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}";

    private static object? Value(object? value, DataType type) => (value, type.Kind) switch
    {
        (null, _) => null,
        (DuckDbDecimal number, _) => new WideDecimal(number.Unscaled, number.Scale) is var wide && wide.TryToDecimal(out var small) ? small : wide,
        (int days, DataTypeKind.Date) => new DateOnly(1970, 1, 1).AddDays(days),
        (long micros, DataTypeKind.Timestamp) => DateTimeOffset.UnixEpoch.AddMicroseconds(micros),
        (long micros, DataTypeKind.LocalTimestamp) => DateTime.SpecifyKind(DateTime.UnixEpoch.AddMicroseconds(micros), DateTimeKind.Unspecified),
        (_, DataTypeKind.Int32) => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        (Int128 number, DataTypeKind.Int64) => (long)number,
        (_, DataTypeKind.Int64) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
