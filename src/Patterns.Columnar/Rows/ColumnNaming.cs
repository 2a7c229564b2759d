namespace Patterns.Columnar;

/// <summary>How a column is named when its property carries no <see cref="ColumnAttribute"/> with a name.</summary>
public enum ColumnNaming
{
    /// <summary>
    /// Lower-case words joined by underscores, the default: <c>PaidAt</c> → <c>paid_at</c>, <c>OrderId</c> → <c>order_id</c>,
    /// <c>URLPath</c> → <c>url_path</c>, <c>Q3Revenue</c> → <c>q3_revenue</c>. A word starts at an upper-case letter that follows a lower-case
    /// letter or a digit, or that comes before a lower-case letter.
    /// </summary>
    SnakeCase,

    /// <summary>
    /// The first word in lower case: <c>PaidAt</c> → <c>paidAt</c>, <c>URLPath</c> → <c>urlPath</c>. What System.Text.Json calls camel case.
    /// </summary>
    CamelCase,

    /// <summary>The property's name unchanged: <c>PaidAt</c> → <c>PaidAt</c>.</summary>
    AsIs,
}
