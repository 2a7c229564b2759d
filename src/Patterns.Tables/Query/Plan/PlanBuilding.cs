using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>Steps that queries of every form share.</summary>
internal static class PlanBuilding
{
    public static PlanNode Where(this PlanNode plan, Expression condition)
        => plan is FilterNode filter ? new FilterNode(filter.Inputs[0], Expression.And(filter.Condition, condition)) : new FilterNode(plan, condition);

    public static PlanNode OrderBy(this PlanNode plan, SortOrder order) => new SortNode(plan is SortNode sort ? sort.Inputs[0] : plan, [order]);

    /// <exception cref="InvalidOperationException">The last step is not an order.</exception>
    public static PlanNode ThenBy(this PlanNode plan, SortOrder order)
        => plan is SortNode sort
            ? new SortNode(sort.Inputs[0], [.. sort.Orders, order])
            : throw new InvalidOperationException("ThenBy follows OrderBy or another ThenBy directly.");
}
