using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Finds the rows with the smallest and the largest value of a column of integers, days or times.</summary>
internal static class RowBounds
{
    /// <summary>The rows, or null when the column is of another kind, or none of the rows has a value.</summary>
    /// <param name="column">The column.</param>
    /// <param name="start">0-based first row to look at.</param>
    /// <param name="count">Rows to look at.</param>
    public static (int Min, int Max)? Find(Column column, int start, int count) => column switch
    {
        FixedColumn<sbyte> values => Find(values, start, count),
        FixedColumn<short> values => Find(values, start, count),
        FixedColumn<int> values => Find(values, start, count),
        FixedColumn<long> values => Find(values, start, count),
        _ => null,
    };

    private static (int Min, int Max)? Find<T>(FixedColumn<T> column, int start, int count)
        where T : unmanaged, IComparable<T>
    {
        var values = column.Values;
        (int Min, int Max)? found = null;
        for (var row = start; row < start + count; row++)
        {
            if (column.NullCount > 0 && column.IsNull(row))
            {
                continue;
            }

            var (min, max) = found ?? (row, row);
            found = (values[row].CompareTo(values[min]) < 0 ? row : min, values[row].CompareTo(values[max]) > 0 ? row : max);
        }

        return found;
    }
}
