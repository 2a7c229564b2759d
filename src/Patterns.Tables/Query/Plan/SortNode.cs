using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>Rows in order.</summary>
internal sealed class SortNode : PlanNode
{
    public SortNode(PlanNode input, IReadOnlyList<SortOrder> orders)
        : base(input.Schema, input)
    {
        Orders = orders;
        using var check = new BatchSorter(Schema, orders);
    }

    public IReadOnlyList<SortOrder> Orders { get; }

    /// <summary>An empty sorter of the input's rows.</summary>
    /// <param name="memoryLimit">Bytes after which rows wait in a file; 0 for no limit.</param>
    /// <param name="spillFolder">Where that file is; null for the folder of the operating system.</param>
    public ExternalSorter Begin(long memoryLimit, string? spillFolder)
        => new(Schema, Orders, new ExternalSortOptions { MemoryLimit = memoryLimit == 0 ? long.MaxValue : memoryLimit, SpillFolder = spillFolder });

    public override string ToString() => $"sort by {string.Join(", ", Orders)}";
}
