namespace Patterns.Lake.Inference;

/// <summary>Types in a person's words.</summary>
internal static class TypeSetNames
{
    private const TypeSet DayFirst = TypeSet.DateDmy | TypeSet.LocalDmy | TypeSet.InstantDmy;
    private const TypeSet MonthFirst = TypeSet.DateMdy | TypeSet.LocalMdy | TypeSet.InstantMdy;

    /// <summary>The names of the types in the set, separated by commas: families as a whole, else each type.</summary>
    public static string Of(TypeSet types) => string.Join(", ", Names(types));

    private static IEnumerable<string> Names(TypeSet types)
    {
        if (types.HasFlag(TypeSet.Boolean))
        {
            yield return "boolean";
        }

        if (types.HasFlag(TypeSet.Numeric))
        {
            yield return "number";
        }
        else
        {
            foreach (var (type, name) in new[] { (TypeSet.Int64, "bigint"), (TypeSet.Float64, "double"), (TypeSet.Decimal, "decimal") })
            {
                if (types.HasFlag(type))
                {
                    yield return name;
                }
            }
        }

        foreach (var name in types.HasFlag(TypeSet.Temporal) ? ["date", "timestamp"] : TemporalNames(types))
        {
            yield return name;
        }
    }

    private static IEnumerable<string> TemporalNames(TypeSet types)
    {
        foreach (var (family, name) in new[] { (TypeSet.Dates, "date"), (TypeSet.Locals, "timestamp_ntz"), (TypeSet.Instants, "timestamp") })
        {
            if (types.HasFlag(family))
            {
                yield return name;
                types &= ~family;
            }
        }

        foreach (var (order, name) in new[] { (DayFirst, "day-month-year"), (MonthFirst, "month-day-year"), (TypeSet.Temporal & ~DayFirst & ~MonthFirst, "year-month-day") })
        {
            if ((types & order) != TypeSet.None)
            {
                yield return name;
            }
        }
    }
}
