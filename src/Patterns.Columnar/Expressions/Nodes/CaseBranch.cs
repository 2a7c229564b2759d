namespace Patterns.Columnar;

/// <summary>One <c>WHEN … THEN …</c> of a <see cref="CaseExpression"/>.</summary>
/// <param name="When">The condition, or the value that the operand is compared with.</param>
/// <param name="Then">The result of the branch.</param>
public readonly record struct CaseBranch(Expression When, Expression Then);
