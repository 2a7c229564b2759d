using Patterns.Columnar;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Plan;

/// <summary>The rows for which a condition is true.</summary>
internal sealed class FilterNode : PlanNode
{
    public FilterNode(PlanNode input, Expression condition)
        : base(input.Schema, input)
    {
        Condition = condition;
        Bound = condition.BindCondition(input.Schema);
    }

    public Expression Condition { get; }

    public BoundExpression Bound { get; }

    public override string ToString() => $"filter {Condition}";
}
