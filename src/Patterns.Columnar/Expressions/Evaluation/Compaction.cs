using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Makes batches of the selected rows only.</summary>
internal static class Compaction
{
    /// <summary>A batch of the selected rows, which shares memory when all are selected. The caller disposes both.</summary>
    public static ColumnBatch Compact(ColumnBatch batch, Selection rows)
    {
        if (rows.IsAll)
        {
            return new ColumnBatch(batch.Schema, batch.RowCount, [.. batch.Columns.Select(static column => column.Share())]);
        }

        var positions = ColumnBuffer.Rent<int>(rows.Count);
        var span = positions.Span<int>(rows.Count);
        rows.CopyRows(span);
        var columns = new Column[batch.Columns.Count];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = Compact(batch.Columns[index], rows, span);
        }

        positions.Release();
        return new ColumnBatch(batch.Schema, rows.Count, columns);
    }

    /// <summary>A column of the selected rows.</summary>
    public static Column Compact(Column column, Selection rows)
    {
        var positions = ColumnBuffer.Rent<int>(rows.Count);
        var span = positions.Span<int>(rows.Count);
        rows.CopyRows(span);
        var result = Compact(column, rows, span);
        positions.Release();
        return result;
    }

    private static Column Compact(Column column, Selection rows, ReadOnlySpan<int> positions) => column switch
    {
        FixedColumn<int> numbers => Compact(numbers, rows, positions),
        FixedColumn<long> numbers => Compact(numbers, rows, positions),
        FixedColumn<double> numbers => Compact(numbers, rows, positions),
        _ => column.TakeRows(positions),
    };

    private static FixedColumn<T> Compact<T>(FixedColumn<T> column, Selection rows, ReadOnlySpan<int> positions)
        where T : unmanaged
    {
        var buffer = ColumnBuffer.Rent<T>(rows.Count);
        Compress.Values(column.Values, rows.Words, buffer.Span<T>(rows.Count));
        return new FixedColumn<T>(column.Type, rows.Count, buffer, column.Validity.Take(positions));
    }
}
