using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>Fields of structs, elements of lists and values of maps that are declared never null, inside of one column.</summary>
/// <remarks>Source: Delta transaction log protocol, "Column Invariants": a field that is not nullable is one wherever it is.</remarks>
internal sealed class NestedNullRule(string column, int columnIndex, DataType type) : RowRule
{
    /// <summary>Whether a type has parts that are never null.</summary>
    public static bool Concerns(DataType type) => type switch
    {
        StructType fields => fields.Fields.Any(static field => !field.Nullable || Concerns(field.Type)),
        ListType list => !list.ElementNullable || Concerns(list.Element),
        MapType map => !map.ValueNullable || Concerns(map.Key) || Concerns(map.Value),
        _ => false,
    };

    public override void Check(ColumnBatch batch, Span<ulong> conforming)
    {
        var values = batch.Columns[columnIndex];
        if (!MayBeBroken(values, type))
        {
            return;
        }

        for (var row = 0; row < values.Length; row++)
        {
            if (Find(values, type, row, "") is not null)
            {
                conforming[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    public override RejectedRow Describe(ColumnBatch batch, int index, long rowNumber)
        => new(rowNumber, NotNullRule.Name, column + Find(batch.Columns[columnIndex], type, index, ""), null, "it is null");

    /// <summary>Most batches have no null where there must be none, which the counts of nulls tell without a look at the rows.</summary>
    private static bool MayBeBroken(Column values, DataType type) => (values, type) switch
    {
        (StructColumn structs, StructType fields) => fields.Fields.Where((field, index) => MayBeBroken(structs.Fields[index], field.Type, field.Nullable)).Any(),
        (ListColumn lists, ListType list) => MayBeBroken(lists.Elements, list.Element, list.ElementNullable),
        (MapColumn maps, MapType map) => MayBeBroken(maps.Keys, map.Key, nullable: true) || MayBeBroken(maps.Values, map.Value, map.ValueNullable),
        _ => false,
    };

    private static bool MayBeBroken(Column values, DataType type, bool nullable) => (!nullable && values.NullCount > 0) || MayBeBroken(values, type);

    /// <summary>Where in a row there is a null that must not be, as the end of a path; null when nowhere.</summary>
    private static string? Find(Column values, DataType type, int row, string path)
    {
        if (values.IsNull(row))
        {
            return null;
        }

        switch (values, type)
        {
            case (StructColumn structs, StructType fields):
                for (var index = 0; index < fields.Fields.Count; index++)
                {
                    var field = fields.Fields[index];
                    if (FindPart(structs.Fields[index], field.Type, field.Nullable, row, $"{path}.{field.Name}") is { } found)
                    {
                        return found;
                    }
                }

                return null;
            case (ListColumn lists, ListType list):
                return FindAmong(lists.Elements, list.Element, list.ElementNullable, lists.Offsets.Slice(row, 2), $"{path}.element");
            case (MapColumn maps, MapType map):
                return FindAmong(maps.Keys, map.Key, nullable: true, maps.Offsets.Slice(row, 2), $"{path}.key")
                    ?? FindAmong(maps.Values, map.Value, map.ValueNullable, maps.Offsets.Slice(row, 2), $"{path}.value");
            default:
                return null;
        }
    }

    private static string? FindAmong(Column values, DataType type, bool nullable, ReadOnlySpan<int> range, string path)
    {
        for (var index = range[0]; index < range[1]; index++)
        {
            if (FindPart(values, type, nullable, index, path) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? FindPart(Column values, DataType type, bool nullable, int row, string path)
        => values.IsNull(row) ? (nullable ? null : path) : Find(values, type, row, path);
}
