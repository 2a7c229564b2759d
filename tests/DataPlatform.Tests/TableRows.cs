using System.Collections;
using Patterns.Columnar;
using Patterns.Tables;
using Patterns.Testing;

namespace DataPlatform.Tests;

/// <summary>The rows of a table as plain values that compare with those of DuckDB.</summary>
internal static class TableRows
{
    public static async Task<List<object?[]>> ReadAsync(Table table)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in table.ReadBatchesAsync())
        {
            using (batch)
            {
                for (var row = 0; row < batch.RowCount; row++)
                {
                    rows.Add([.. batch.Columns.Select(column => Plain(column.GetValue(row)))]);
                }
            }
        }

        return rows;
    }

    /// <summary>Days for dates, microseconds for times, text for decimals and nested values; everything else as it is.</summary>
    public static object? Plain(object? value) => value switch
    {
        DateOnly date => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber,
        DateTimeOffset time => time.Ticks / TimeSpan.TicksPerMicrosecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond,
        DateTime time => time.Ticks / TimeSpan.TicksPerMicrosecond - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond,
        decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        WideDecimal or DuckDbDecimal => value.ToString(),
        IReadOnlyDictionary<string, object?> fields => $"{{{string.Join(", ", fields.Select(static field => $"{field.Key}: {Plain(field.Value) ?? "null"}"))}}}",
        IEnumerable items and not string and not byte[] => $"[{string.Join(", ", items.Cast<object?>().Select(static item => Plain(item) ?? "null"))}]",
        _ => value,
    };
}
