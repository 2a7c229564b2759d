using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>What a run may use.</summary>
/// <param name="Threads">Threads; at least 1.</param>
/// <param name="MemoryLimit">Bytes that a step which holds rows may keep in memory; 0 for no limit.</param>
/// <param name="SpillFolder">Where rows beyond it wait; null for the folder of the operating system.</param>
/// <param name="Time">The clock for measuring.</param>
internal sealed record QuerySettings(int Threads, long MemoryLimit, string? SpillFolder, TimeProvider Time)
{
    /// <summary>What the store of the table that a plan reads says.</summary>
    public static QuerySettings Of(PlanNode plan)
    {
        while (plan is not ScanNode)
        {
            plan = plan.Inputs[0];
        }

        var table = ((ScanNode)plan).Table;
        var options = table.Options;
        return new QuerySettings(options.ThreadCount, options.QueryMemoryLimit, options.QuerySpillFolder, table.Commits.Time);
    }
}
