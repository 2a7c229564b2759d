using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>Rows in order.</summary>
internal sealed class SortNode : PlanNode
{
    public SortNode(PlanNode input, IReadOnlyList<SortOrder> orders)
        : base(input.Schema, input)
    {
        Orders = orders;
        using var check = Begin();
    }

    public IReadOnlyList<SortOrder> Orders { get; }

    /// <summary>An empty sorter of the input's rows.</summary>
    public BatchSorter Begin() => new(Schema, Orders);

    public override string ToString() => $"sort by {string.Join(", ", Orders)}";
}
