using System.Collections.Frozen;

namespace Patterns.Columnar.Expressions.Normalization;

/// <summary>What holds for a part under every schema that it can be bound to.</summary>
internal static class Certainty
{
    /// <summary>Functions that have a result, or null, for every row.</summary>
    private static readonly FrozenSet<string> TotalFunctions = FrozenSet.ToFrozenSet(
        [
            "lower", "upper", "length", "octet_length", "trim", "btrim", "ltrim", "rtrim", "substring", "left", "right",
            "starts_with", "ends_with", "contains", "locate", "coalesce", "greatest", "least", "isnan", "sign", "sqrt", "exp", "ln", "log", "log2", "log10",
            "power", "year", "quarter", "month", "day", "dayofweek", "weekday", "dayofyear", "weekofyear", "hour", "minute", "second", "datediff",
            "last_day", "trunc", "date_trunc", "size", "array_contains", "get", "try_element_at", "map_keys", "map_values", "map_contains_key", "xxhash64",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether no row can fail: no overflow, no division, no cast, no missing element, no pattern that is no pattern.</summary>
    public static bool NeverFails(Expression expression) => expression switch
    {
        ArithmeticExpression or NegateExpression or ElementExpression or CastExpression { IsTry: false } => false,
        LikeExpression { Kind: LikeKind.RegularExpression } or LikeExpression { Pattern: not LiteralExpression } => false,
        FunctionExpression call when !TotalFunctions.Contains(call.Name) => false,
        _ => expression.Children.All(NeverFails),
    };

    /// <summary>
    /// Whether the part is bound to something that reads a column, and not to a constant text, which would be read as the type of a number that it
    /// is compared with. Only parts that choose between others can lose their columns to a constant.
    /// </summary>
    public static bool ReadsColumn(Expression expression) => HasColumn(expression) && (!Chooses(expression) || HasNoText(expression));

    private static bool HasColumn(Expression expression) => expression is ColumnExpression || expression.Children.Any(HasColumn);

    private static bool Chooses(Expression expression)
        => expression is CaseExpression or FunctionExpression { Name: "coalesce" or "if" or "nvl" or "nvl2" or "ifnull" or "iff" or "nullif" }
            || expression.Children.Any(Chooses);

    private static bool HasNoText(Expression expression)
        => expression is not (LiteralExpression { Value: string } or CastExpression)
            && expression is not FunctionExpression { Name: not ("coalesce" or "abs" or "round" or "length") }
            && expression.Children.All(HasNoText);
}
