using System.Globalization;
using System.Text;
using Patterns.Columnar;
using Patterns.Testing;

namespace Patterns.Benchmarks.Tables;

/// <summary>Rows as one text that is the same for both engines: fractions with four digits, because one engine has decimals where the other has doubles.</summary>
internal sealed class SqlAnswer
{
    private const int MaxShown = 400;

    private readonly StringBuilder _text = new();
    private int _rows;

    /// <summary>Whether engines may choose other rows, so that only their number is compared.</summary>
    public bool IsNumberOfRowsOnly { get; init; }

    public void Add(ColumnBatch batch)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            Add([.. batch.Columns.Select(column => column.GetValue(row))]);
        }
    }

    public void Add(object?[] row)
    {
        _rows++;
        foreach (object? value in row)
        {
            _text.Append(Cell(value)).Append('|');
        }

        _text.Append(';');
    }

    /// <summary>The number of rows, a hash of all, and the first ones.</summary>
    public override string ToString()
    {
        if (IsNumberOfRowsOnly)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_rows} rows");
        }

        var text = _text.ToString();
        var hash = default(HashCode);
        hash.AddBytes(Encoding.UTF8.GetBytes(text));
        return string.Create(CultureInfo.InvariantCulture, $"{_rows} rows {hash.ToHashCode():X8} {text[..Math.Min(text.Length, MaxShown)]}");
    }

    private static string Cell(object? value) => value switch
    {
        null => "∅",
        string text => text,
        bool flag => flag ? "true" : "false",
        DuckDbDecimal number => Number(double.Parse(number.ToString()!, CultureInfo.InvariantCulture)),
        WideDecimal number => Number(double.Parse(number.ToString(), CultureInfo.InvariantCulture)),
        DateOnly date => Number(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTimeOffset instant => Number((instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        DateTime time => Number((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        Int128 number => Number((double)number),
        _ => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static string Number(double number) => number.ToString(number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? "F0" : "G4", CultureInfo.InvariantCulture);
}
