using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>A scan and the steps over it that take each row for itself, so that any number of threads can run it.</summary>
/// <param name="scan">The scan.</param>
/// <param name="steps">The steps in order.</param>
/// <param name="narrowing">What is true of every row that comes through the steps, found out while they were prepared; null for nothing.</param>
internal sealed class ScanPipeline(ScanNode scan, IReadOnlyList<PipelineStep> steps, Expression? narrowing)
{
    public ScanNode Scan { get; } = scan;

    /// <summary>What is read from the table.</summary>
    public ScanRequest ToRequest() => (narrowing is null ? Scan : Scan.WithFilter(narrowing)).ToRequest();

    /// <summary>The steps of a plan that takes each row for itself, in order, and the scan below them; null when a step needs to see all rows.</summary>
    public static (ScanNode Scan, IReadOnlyList<PlanNode> Steps)? TryTakeApart(PlanNode plan)
    {
        var steps = new List<PlanNode>();
        while (plan is FilterNode or ProjectNode or JoinNode)
        {
            steps.Insert(0, plan);
            plan = plan.Inputs[0];
        }

        return plan is ScanNode scan ? (scan, steps) : null;
    }

    /// <summary>Takes a batch of the scan through all steps and disposes it.</summary>
    /// <returns>The rows that come out, which the caller disposes; null when there are none.</returns>
    public ColumnBatch? Run(ColumnBatch batch)
    {
        ColumnBatch? rows = batch;
        foreach (var step in steps)
        {
            rows = step.Run(rows);
            if (rows is null)
            {
                return null;
            }
        }

        return rows;
    }
}
