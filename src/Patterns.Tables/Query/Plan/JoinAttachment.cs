using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>What a join attaches.</summary>
/// <param name="Kind">What becomes of rows without a counterpart.</param>
/// <param name="Columns">Expressions over the second input, and the names of these columns of the result.</param>
internal sealed record JoinAttachment(JoinKind Kind, IReadOnlyList<NamedExpression> Columns);
