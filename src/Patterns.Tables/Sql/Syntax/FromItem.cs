using Patterns.Columnar;

namespace Patterns.Tables.Sql.Syntax;

/// <summary>Rows that a SELECT reads, and how they are joined with those before.</summary>
/// <param name="Source">The rows.</param>
/// <param name="Kind">What becomes of rows before it without a counterpart.</param>
/// <param name="On">The condition; null behind a comma, where WHERE has it.</param>
internal sealed record FromItem(TableSource Source, JoinKind Kind, Expression? On);
