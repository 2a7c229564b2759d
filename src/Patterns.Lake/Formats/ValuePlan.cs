using Patterns.Core;

namespace Patterns.Lake.Formats;

/// <summary>
/// How values are read. A nested value (object, array) or a number, boolean or null of JSON that meets the type string is kept as its
/// JSON text, except null.
/// </summary>
/// <param name="Type">Type in the batch.</param>
/// <param name="DateOrder">Order of day, month and year in dates and timestamps that are text.</param>
/// <param name="Children">For a struct its fields in the order of the type, for a list its element, for a map its value, else empty.</param>
internal sealed record ValuePlan(DataType Type, DateOrder DateOrder, IReadOnlyList<ValuePlan> Children)
{
    public ValuePlan(DataType type)
        : this(type, DateOrder.YearMonthDay, [])
    {
    }

    /// <summary>The plan for a declared type.</summary>
    public static ValuePlan Of(DataType type, DateOrder dateOrder) => type switch
    {
        StructType structType => new(type, dateOrder, [.. structType.Fields.Select(field => Of(field.Type, dateOrder))]),
        ListType list => new(type, dateOrder, [Of(list.Element, dateOrder)]),
        MapType map => new(type, dateOrder, [Of(map.Value, dateOrder)]),
        _ => new(type, dateOrder, []),
    };
}
