namespace Patterns.Lake.Inference;

/// <summary>Types in a person's words.</summary>
internal static class TypeSetNames
{
    private static readonly (TypeSet Types, string Name)[] Names =
    [
        (TypeSet.Boolean, "boolean"),
        (TypeSet.Int64, "bigint"),
        (TypeSet.Float64, "double"),
        (TypeSet.Decimal, "decimal"),
        (TypeSet.DateYmd, "date"),
        (TypeSet.LocalYmd, "timestamp_ntz"),
        (TypeSet.InstantYmd, "timestamp"),
        (TypeSet.DateDmy | TypeSet.LocalDmy | TypeSet.InstantDmy, "day-month-year"),
        (TypeSet.DateMdy | TypeSet.LocalMdy | TypeSet.InstantMdy, "month-day-year"),
    ];

    /// <summary>The names of the types in the set, separated by commas.</summary>
    public static string Of(TypeSet types) => string.Join(", ", Names.Where(entry => (entry.Types & types) != TypeSet.None).Select(static entry => entry.Name));
}
