using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>Takes conditions apart.</summary>
internal static class Conditions
{
    /// <summary>The parts that all have to be true; a part that is no AND is returned as it is.</summary>
    public static IEnumerable<Expression> Conjuncts(this Expression condition)
        => condition is LogicalExpression { Operator: LogicalOperator.And } and ? and.Operands.SelectMany(Conjuncts) : [condition];
}
