using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>A step that takes each row for itself, ready to run on any number of threads.</summary>
/// <param name="Node">The step of the plan.</param>
/// <param name="Apply">Gives the rows that come out of a batch; the caller owns both.</param>
/// <param name="Measure">Where rows and time are counted; null for nowhere.</param>
internal sealed record PipelineStep(PlanNode Node, Func<ColumnBatch, ColumnBatch> Apply, StepMeasure? Measure)
{
    /// <summary>Takes a batch through the step and disposes it.</summary>
    /// <returns>The rows that come out, which the caller disposes; null when there are none.</returns>
    public ColumnBatch? Run(ColumnBatch batch)
    {
        var start = Measure?.Begin() ?? 0;
        using (batch)
        {
            var rows = Apply(batch);
            Measure?.End(start, rows.RowCount);
            if (rows.RowCount > 0)
            {
                return rows;
            }

            rows.Dispose();
            return null;
        }
    }
}
