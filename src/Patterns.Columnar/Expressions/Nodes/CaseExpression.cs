namespace Patterns.Columnar;

/// <summary>
/// The result of the first branch that applies: <c>CASE WHEN a &gt; 0 THEN 'up' ELSE 'down' END</c>, or with an operand
/// <c>CASE a WHEN 1 THEN 'one' END</c>. Null when no branch applies and there is no ELSE.
/// </summary>
public sealed class CaseExpression : Expression
{
    private readonly int _shape;

    internal CaseExpression(Expression? operand, IReadOnlyList<CaseBranch> branches, Expression? otherwise)
        : base(Flatten(operand, branches, otherwise), Shape(operand, otherwise))
    {
        _shape = Shape(operand, otherwise);
        Operand = operand;
        Branches = [.. branches];
        Else = otherwise;
    }

    /// <summary>What the branches are compared with; null when each has a condition of its own.</summary>
    public Expression? Operand { get; }

    /// <summary>The branches in order, at least one.</summary>
    public IReadOnlyList<CaseBranch> Branches { get; }

    /// <summary>The result when no branch applies; null when there is no ELSE.</summary>
    public Expression? Else { get; }

    private protected override bool HasSameParts(Expression other) => ((CaseExpression)other)._shape == _shape;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children)
    {
        var first = Operand is null ? 0 : 1;
        var branches = Enumerable.Range(0, Branches.Count).Select(index => new CaseBranch(children[first + (2 * index)], children[first + (2 * index) + 1]));
        return new CaseExpression(Operand is null ? null : children[0], [.. branches], Else is null ? null : children[^1]);
    }

    private static int Shape(Expression? operand, Expression? otherwise) => (operand is null ? 0 : 1) + (otherwise is null ? 0 : 2);

    private static Expression[] Flatten(Expression? operand, IReadOnlyList<CaseBranch> branches, Expression? otherwise)
    {
        ArgumentNullException.ThrowIfNull(branches);
        ArgumentOutOfRangeException.ThrowIfZero(branches.Count, nameof(branches));
        return
        [
            .. operand is null ? Array.Empty<Expression>() : [operand],
            .. branches.SelectMany(static branch => (Expression[])[branch.When, branch.Then]),
            .. otherwise is null ? Array.Empty<Expression>() : [otherwise],
        ];
    }
}
