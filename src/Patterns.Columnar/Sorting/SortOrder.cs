namespace Patterns.Columnar;

/// <summary>
/// One key to sort rows by. Text and bytes are compared by their bytes (for text in UTF-8 this is the order of code points), NaN is larger than
/// any number, -0.0 equals 0.0, false is smaller than true.
/// </summary>
/// <param name="Expression">What is compared; any type but list, struct and map.</param>
/// <param name="Direction">Whether values rise or fall.</param>
/// <param name="Nulls">Where null stands.</param>
public sealed record SortOrder(Expression Expression, SortDirection Direction, NullPlacement Nulls)
{
    /// <summary>Rising values, null first as in Spark.</summary>
    /// <param name="expression">What is compared.</param>
    public static SortOrder Ascending(Expression expression) => new(expression, SortDirection.Ascending, NullPlacement.First);

    /// <summary>Falling values, null last as in Spark.</summary>
    /// <param name="expression">What is compared.</param>
    public static SortOrder Descending(Expression expression) => new(expression, SortDirection.Descending, NullPlacement.Last);

    /// <summary>Rising values of a column, null first as in Spark.</summary>
    /// <param name="column">Name of the column.</param>
    public static SortOrder Ascending(string column) => Ascending(Expression.Column(column));

    /// <summary>Falling values of a column, null last as in Spark.</summary>
    /// <param name="column">Name of the column.</param>
    public static SortOrder Descending(string column) => Descending(Expression.Column(column));

    /// <summary>The key as in Spark SQL, for example <c>amount DESC NULLS LAST</c>.</summary>
    public override string ToString()
        => $"{Expression} {(Direction == SortDirection.Ascending ? "ASC" : "DESC")} NULLS {(Nulls == NullPlacement.First ? "FIRST" : "LAST")}";
}
