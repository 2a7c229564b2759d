using Patterns.Columnar;

namespace Patterns.Tables.Sql.Syntax;

/// <summary>What a SELECT puts out: an expression, or all columns.</summary>
/// <param name="Value">The expression; null for a star.</param>
/// <param name="Alias">The name it is given; null for none.</param>
/// <param name="Qualifier">Of which table all columns are taken, <c>t.*</c>; empty for those of every table.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record SelectItem(Expression? Value, string? Alias, IReadOnlyList<string> Qualifier, SqlPosition Position);
