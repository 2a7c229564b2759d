using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Batches;

/// <summary>Joins columns of one type end to end.</summary>
internal static class ColumnConcatenation
{
    public static Column Concat(IReadOnlyList<Column> columns)
    {
        if (columns.Count == 1)
        {
            return columns[0].Share();
        }

        var rows = checked(columns.Sum(static column => column.Length));
        var validity = ConcatValidity(columns);
        return columns[0] switch
        {
            BooleanColumn => ConcatBooleans(columns, validity),
            FixedColumn<sbyte> => ConcatFixed<sbyte>(columns, rows, validity),
            FixedColumn<short> => ConcatFixed<short>(columns, rows, validity),
            FixedColumn<int> => ConcatFixed<int>(columns, rows, validity),
            FixedColumn<long> => ConcatFixed<long>(columns, rows, validity),
            FixedColumn<float> => ConcatFixed<float>(columns, rows, validity),
            FixedColumn<double> => ConcatFixed<double>(columns, rows, validity),
            FixedColumn<Int128> => ConcatFixed<Int128>(columns, rows, validity),
            BinaryColumn => BinaryConcatenation.Concat([.. columns.Cast<BinaryColumn>()], rows, validity),
            StructColumn => ConcatStructs(columns, rows, validity),
            ListColumn => ConcatLists(columns, rows, validity),
            MapColumn => ConcatMaps(columns, rows, validity),
            _ => throw new InvalidOperationException($"Columns of {columns[0].GetType()} cannot be joined."),
        };
    }

    private static Validity ConcatValidity(IReadOnlyList<Column> columns)
    {
        using var builder = new ValidityBuilder();
        foreach (var column in columns)
        {
            if (column.NullCount == 0)
            {
                builder.AppendValues(column.Length);
            }
            else
            {
                builder.Append(column.ValidityWords, column.Length);
            }
        }

        return builder.Detach();
    }

    private static BooleanColumn ConcatBooleans(IReadOnlyList<Column> columns, Validity validity)
    {
        using var bits = new BitmapBuilder();
        foreach (var column in columns)
        {
            bits.Append(((BooleanColumn)column).ValueWords, column.Length);
        }

        return new BooleanColumn(bits.Detach(), validity);
    }

    private static FixedColumn<T> ConcatFixed<T>(IReadOnlyList<Column> columns, int rows, Validity validity)
        where T : unmanaged
    {
        var buffer = ColumnBuffer.Rent<T>(rows);
        var start = 0;
        foreach (var column in columns)
        {
            ((FixedColumn<T>)column).Values.CopyTo(buffer.Span<T>(start, column.Length));
            start += column.Length;
        }

        return new FixedColumn<T>(columns[0].Type, rows, buffer, validity);
    }

    private static StructColumn ConcatStructs(IReadOnlyList<Column> columns, int rows, Validity validity)
    {
        var fields = new Column[((StructColumn)columns[0]).Fields.Count];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = Concat([.. columns.Select(column => ((StructColumn)column).Fields[index])]);
        }

        return new StructColumn((StructType)columns[0].Type, rows, fields, validity);
    }

    private static ListColumn ConcatLists(IReadOnlyList<Column> columns, int rows, Validity validity)
    {
        var lists = columns.Cast<ListColumn>().ToArray();
        var offsets = ConcatOffsets(lists, static list => list.Offsets, rows);
        var elements = ConcatRanges(lists, static list => list.Offsets, static list => list.Elements);
        return new ListColumn((ListType)columns[0].Type, rows, offsets, elements, validity);
    }

    private static MapColumn ConcatMaps(IReadOnlyList<Column> columns, int rows, Validity validity)
    {
        var maps = columns.Cast<MapColumn>().ToArray();
        var offsets = ConcatOffsets(maps, static map => map.Offsets, rows);
        var keys = ConcatRanges(maps, static map => map.Offsets, static map => map.Keys);
        var values = ConcatRanges(maps, static map => map.Offsets, static map => map.Values);
        return new MapColumn((MapType)columns[0].Type, rows, offsets, keys, values, validity);
    }

    /// <summary>The offsets of all columns, shifted so that each column's ranges follow those before it.</summary>
    internal static ColumnBuffer ConcatOffsets<TColumn>(TColumn[] columns, Func<TColumn, ReadOnlySpan<int>> offsetsOf, int rows)
    {
        var buffer = ColumnBuffer.Rent<int>(rows + 1);
        var destination = buffer.Span<int>(rows + 1);
        destination[0] = 0;
        var next = 1;
        foreach (var column in columns)
        {
            var offsets = offsetsOf(column);
            var shift = checked(destination[next - 1] + (offsets[^1] - offsets[0])) - offsets[^1];
            for (var index = 1; index < offsets.Length; index++)
            {
                destination[next++] = offsets[index] + shift;
            }
        }

        return buffer;
    }

    private static Column ConcatRanges<TColumn>(TColumn[] columns, Func<TColumn, ReadOnlySpan<int>> offsetsOf, Func<TColumn, Column> elementsOf)
    {
        var parts = new Column[columns.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            var offsets = offsetsOf(columns[index]);
            parts[index] = elementsOf(columns[index]).Slice(offsets[0], offsets[^1] - offsets[0]);
        }

        var joined = Concat(parts);
        Array.ForEach(parts, static part => part.Dispose());
        return joined;
    }
}
