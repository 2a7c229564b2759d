namespace Patterns.Columnar;

/// <summary>
/// Two or more booleans joined by AND or by OR. An operand is never joined by the same operator itself: <c>a AND (b AND c)</c> is one
/// expression of three operands.
/// </summary>
public sealed class LogicalExpression : Expression
{
    private LogicalExpression(LogicalOperator logic, IReadOnlyList<Expression> operands)
        : base([.. operands], (int)logic)
        => Operator = logic;

    /// <summary>AND or OR.</summary>
    public LogicalOperator Operator { get; }

    /// <summary>The operands from left to right, at least two.</summary>
    public IReadOnlyList<Expression> Operands => Children;

    /// <summary>Joins operands and dissolves those that are joined by the same operator.</summary>
    internal static Expression Join(LogicalOperator logic, IReadOnlyList<Expression> operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        ArgumentOutOfRangeException.ThrowIfZero(operands.Count, nameof(operands));
        var flat = new List<Expression>(operands.Count);
        foreach (var operand in operands)
        {
            if (operand is LogicalExpression inner && inner.Operator == logic)
            {
                flat.AddRange(inner.Operands);
            }
            else
            {
                flat.Add(operand);
            }
        }

        return flat.Count == 1 ? flat[0] : new LogicalExpression(logic, flat);
    }

    private protected override bool HasSameParts(Expression other) => ((LogicalExpression)other).Operator == Operator;

    private protected override Expression Rebuild(IReadOnlyList<Expression> children) => Join(Operator, children);
}
