using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>What the steps of one run did. Safe for use by several threads.</summary>
internal sealed class QueryProfile(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PlanNode, StepMeasure> _steps = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was read by all scans.</summary>
    public ScanMeasure Scans { get; } = new();

    /// <summary>Where a step counts.</summary>
    public StepMeasure Of(PlanNode step)
    {
        lock (_lock)
        {
            if (!_steps.TryGetValue(step, out var measure))
            {
                _steps.Add(step, measure = new StepMeasure(time));
            }

            return measure;
        }
    }
}
