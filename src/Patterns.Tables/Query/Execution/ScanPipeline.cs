using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>A scan and the steps over it that take each row for itself, so that any number of threads can run it.</summary>
internal sealed class ScanPipeline
{
    private readonly List<PlanNode> _steps;

    private ScanPipeline(ScanNode scan, List<PlanNode> steps)
    {
        Scan = scan;
        _steps = steps;
    }

    public ScanNode Scan { get; }

    /// <summary>The pipeline that a plan is, or null when a step needs to see all rows.</summary>
    public static ScanPipeline? TryCreate(PlanNode plan)
    {
        var steps = new List<PlanNode>();
        while (plan is FilterNode or ProjectNode)
        {
            steps.Insert(0, plan);
            plan = plan.Inputs[0];
        }

        return plan is ScanNode scan ? new ScanPipeline(scan, steps) : null;
    }

    /// <summary>Takes a batch through one step and disposes it.</summary>
    /// <returns>The rows that come out, which the caller disposes; null when there are none.</returns>
    public static ColumnBatch? Run(PlanNode step, ColumnBatch batch)
    {
        using (batch)
        {
            var rows = step is FilterNode filter ? filter.Bound.Filter(batch) : ((ProjectNode)step).Apply(batch);
            if (rows.RowCount > 0)
            {
                return rows;
            }

            rows.Dispose();
            return null;
        }
    }

    /// <summary>Takes a batch of the scan through all steps and disposes it.</summary>
    /// <returns>The rows that come out, which the caller disposes; null when there are none.</returns>
    public ColumnBatch? Run(ColumnBatch batch)
    {
        ColumnBatch? rows = batch;
        foreach (var step in _steps)
        {
            rows = Run(step, rows);
            if (rows is null)
            {
                return null;
            }
        }

        return rows;
    }
}
