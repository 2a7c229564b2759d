using System.Linq.Expressions;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Tells whether a part mentions the parameters of the lambda.</summary>
internal sealed class ParameterUse(IReadOnlyCollection<ParameterExpression> parameters) : ExpressionVisitor
{
    private readonly Dictionary<LinqExpression, bool> _known = [];
    private bool _found;

    public bool IsIn(LinqExpression part)
    {
        if (!_known.TryGetValue(part, out var found))
        {
            _found = false;
            Visit(part);
            _known.Add(part, found = _found);
        }

        return found;
    }

    protected override LinqExpression VisitParameter(ParameterExpression node)
    {
        _found |= parameters.Contains(node);
        return node;
    }
}
