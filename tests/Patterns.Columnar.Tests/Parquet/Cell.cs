using System.Collections;
using System.Globalization;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>One text per value, the same whether the value comes from a column or from DuckDB.</summary>
internal static class Cell
{
    public static string Text(object? value) => value switch
    {
        null => "null",
        bool boolean => boolean ? "true" : "false",
        string text => $"\"{text}\"",
        byte[] bytes => Convert.ToHexString(bytes),
        float.NaN or double.NaN => "NaN",
        float number => BitConverter.SingleToUInt32Bits(number).ToString("x8", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        decimal number => Decimal(number),
        WideDecimal number => number.ToString(),
        DuckDbDecimal number => number.ToString(),
        Guid guid => $"\"{guid}\"",
        DateOnly date => (date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber).ToString(CultureInfo.InvariantCulture),
        DateTimeOffset instant => ((instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        DateTime time => ((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, object?> fields => $"{{{string.Join(", ", fields.Select(static field => $"{field.Key}: {Text(field.Value)}"))}}}",
        KeyValuePair<object, object?>[] entries => $"<{string.Join(", ", entries.Select(static entry => $"{Text(entry.Key)}: {Text(entry.Value)}"))}>",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A {value.GetType()} has no text.", nameof(value)),
    };

    public static IEnumerable<string[]> Rows(ColumnBatch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            yield return [.. batch.Columns.Select(column => Text(column.GetValue(row)))];
        }
    }

    public static IEnumerable<string[]> Rows(DuckDbRows rows) => rows.Rows.Select(static row => Array.ConvertAll(row, Text));

    public static void AssertEqual(IReadOnlyList<string[]> expected, IReadOnlyList<string[]> actual, string where)
    {
        Assert.True(expected.Count == actual.Count, $"{where}: {actual.Count} rows, expected {expected.Count}");
        for (var row = 0; row < expected.Count; row++)
        {
            Assert.True(expected[row].Length == actual[row].Length, $"{where}: {actual[row].Length} columns, expected {expected[row].Length}");
            for (var column = 0; column < expected[row].Length; column++)
            {
                Assert.True(
                    expected[row][column] == actual[row][column],
                    $"{where}: row {row}, column {column} is {actual[row][column]}, expected {expected[row][column]}");
            }
        }
    }

    private static string Decimal(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
