using Patterns.Columnar;

namespace Patterns.Tables.Sql.Syntax;

/// <summary>One key of ORDER BY.</summary>
/// <param name="Value">An expression, the name of a column put out, or its 1-based number.</param>
/// <param name="Direction">Whether values rise or fall.</param>
/// <param name="Nulls">Where null stands.</param>
internal sealed record OrderItem(Expression Value, SortDirection Direction, NullPlacement Nulls);
