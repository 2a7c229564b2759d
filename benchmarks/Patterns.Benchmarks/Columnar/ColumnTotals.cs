using Patterns.Benchmarks.Compare;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>Adds every column of the batches it is given up to one number, as <see cref="Data.LineItems.Totals"/> does in SQL.</summary>
internal sealed class ColumnTotals(Schema schema)
{
    private readonly Int128[] _totals = new Int128[schema.Count];

    public long Rows { get; private set; }

    /// <summary>The number of rows, then the totals in the order of the columns.</summary>
    public string Text => Answer.Of([Rows, .. schema.Fields.Select((column, index) => Format(column.Type, _totals[index]))]);

    public void Add(ColumnBatch batch)
    {
        Rows += batch.RowCount;
        for (var index = 0; index < _totals.Length; index++)
        {
            _totals[index] += Total(batch.Columns[index]);
        }
    }

    public void Add(ColumnTotals other)
    {
        Rows += other.Rows;
        for (var index = 0; index < _totals.Length; index++)
        {
            _totals[index] += other._totals[index];
        }
    }

    private static object Format(DataType type, Int128 total) => type is DecimalType { Scale: var scale } ? new DuckDbDecimal(total, scale) : total;

    private static Int128 Total(Column column) => column switch
    {
        { NullCount: > 0 } => throw new InvalidOperationException($"Expected no nulls, found {column}."),
        FixedColumn<int> { Values: var values } => Total(values),
        FixedColumn<long> { Values: var values } => Total(values),
        PlainBinaryColumn { Offsets: var offsets } => offsets[^1] - offsets[0],
        DictionaryBinaryColumn dictionary => Total(dictionary),
        _ => throw new InvalidOperationException($"Expected integers, dates, decimals of at most 18 digits or text, found {column}."),
    };

    private static long Total(ReadOnlySpan<int> values)
    {
        long total = 0;
        foreach (int value in values)
        {
            total += value;
        }

        return total;
    }

    private static long Total(ReadOnlySpan<long> values)
    {
        long total = 0;
        foreach (long value in values)
        {
            total += value;
        }

        return total;
    }

    private static long Total(DictionaryBinaryColumn column)
    {
        ReadOnlySpan<int> offsets = column.Dictionary.Offsets;
        long total = 0;
        foreach (int code in column.Codes)
        {
            total += offsets[code + 1] - offsets[code];
        }

        return total;
    }
}
