using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Turns columns of one type into columns of another that holds the same values: fields of structs, also inside of lists and maps, are picked,
/// renamed, put in another order and added as null, and numbers are widened. Immutable and safe for use by several threads.
/// </summary>
public sealed class ColumnProjection
{
    private static readonly Schema NoColumns = new([]);

    private readonly Func<Column, Column> _apply;

    private ColumnProjection(DataType type, Func<Column, Column> apply)
    {
        Type = type;
        _apply = apply;
    }

    /// <summary>Finds the field of a struct that gives the values of a field wanted.</summary>
    /// <param name="wanted">A field of the struct wanted.</param>
    /// <param name="found">The fields of the struct that is there.</param>
    /// <returns>The 0-based position of the field, or -1 when its values are null.</returns>
    public delegate int FieldFinder(Field wanted, IReadOnlyList<Field> found);

    /// <summary>The type of the columns that <see cref="Apply"/> gives.</summary>
    public DataType Type { get; }

    /// <summary>Prepares a projection.</summary>
    /// <param name="from">The type of the columns that are there.</param>
    /// <param name="to">The type wanted.</param>
    /// <param name="findField">Which field gives the values of a field wanted; null to go by name.</param>
    /// <returns>The projection, or null when a value that is there does not fit the type wanted.</returns>
    public static ColumnProjection? TryCreate(DataType from, DataType to, FieldFinder? findField = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Plan(from, to, findField ?? FindByName) is { } apply ? new ColumnProjection(to, apply) : null;
    }

    /// <summary>Projects a column.</summary>
    /// <param name="column">A column of the type that the projection was prepared for; left as it is.</param>
    /// <returns>A column of <see cref="Type"/> that the caller owns; it may share memory with the given one.</returns>
    public Column Apply(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return _apply(column);
    }

    private static int FindByName(Field wanted, IReadOnlyList<Field> found)
    {
        for (var index = 0; index < found.Count; index++)
        {
            if (found[index].Name == wanted.Name)
            {
                return index;
            }
        }

        return -1;
    }

    private static Func<Column, Column>? Plan(DataType from, DataType to, FieldFinder findField) => (from, to) switch
    {
        (StructType found, StructType wanted) => PlanStruct(found, wanted, findField),
        (ListType found, ListType wanted) => PlanList(found, wanted, findField),
        (MapType found, MapType wanted) => PlanMap(found, wanted, findField),
        _ when from.Equals(to) => static column => column.Share(),
        _ when from.CanWidenTo(to) => PlanWidening(from, to),
        _ => null,
    };

    private static Func<Column, Column>? PlanStruct(StructType found, StructType wanted, FieldFinder findField)
    {
        var parts = new (int Source, Func<Column, Column> Apply)[wanted.Fields.Count];
        for (var index = 0; index < parts.Length; index++)
        {
            var type = wanted.Fields[index].Type;
            var source = findField(wanted.Fields[index], found.Fields);
            var apply = source < 0 ? PlanNulls(type) : Plan(found.Fields[source].Type, type, findField);
            if (apply is null)
            {
                return null;
            }

            parts[index] = (source, apply);
        }

        return column =>
        {
            var structs = (StructColumn)column;
            return structs.WithFields(wanted, Array.ConvertAll(parts, part => part.Apply(part.Source < 0 ? structs : structs.Fields[part.Source])));
        };
    }

    private static Func<Column, Column>? PlanList(ListType found, ListType wanted, FieldFinder findField)
        => Plan(found.Element, wanted.Element, findField) is { } apply
            ? column => ((ListColumn)column).WithElements(wanted, apply(((ListColumn)column).Elements))
            : null;

    private static Func<Column, Column>? PlanMap(MapType found, MapType wanted, FieldFinder findField)
        => (Plan(found.Key, wanted.Key, findField), Plan(found.Value, wanted.Value, findField)) is ({ } keys, { } values)
            ? column => ((MapColumn)column).WithEntries(wanted, keys(((MapColumn)column).Keys), values(((MapColumn)column).Values))
            : null;

    private static Func<Column, Column> PlanWidening(DataType from, DataType to)
    {
        var schema = new Schema([new Field("value", from)]);
        var cast = Expression.Cast(Expression.Column("value"), to).Bind(schema);
        return column =>
        {
            using var batch = new ColumnBatch(schema, column.Share());
            return cast.Evaluate(batch);
        };
    }

    /// <summary>Nulls, as many as the column that is given has rows.</summary>
    private static Func<Column, Column> PlanNulls(DataType type)
    {
        var cast = Expression.Cast(Expression.Null, type).Bind(NoColumns);
        return column =>
        {
            using var batch = new ColumnBatch(NoColumns, column.Length, []);
            return cast.Evaluate(batch);
        };
    }
}
