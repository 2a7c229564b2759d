namespace Patterns.ServiceLevels.Evaluation;

/// <summary>An objective with its number among those of the evaluator, where it stood at the last tick, and what changes are called. Used under the evaluator's lock.</summary>
internal sealed class ObjectiveWatch(Objective objective, int number)
{
    private ObjectiveStatus? _status;
    private long _statusTick;

    public Objective Objective => objective;

    public int Number => number;

    /// <summary>Where the objective stood at the end of the minutes that were decided on at a tick.</summary>
    public ObjectiveStatus StatusAt(DateTimeOffset at, long tick)
    {
        if (_status is null || _statusTick != tick)
        {
            (_status, _statusTick) = (objective.Evaluate(at), tick);
        }

        return _status;
    }

    public void AddChanges(ulong decisions, ulong changed, ObjectiveStatus status, List<ObjectiveChange> changes)
    {
        if ((changed & 1) != 0)
        {
            changes.Add(new ObjectiveChange(objective, (decisions & 1) != 0 ? ObjectiveChangeKind.Missed : ObjectiveChangeKind.Met, status));
        }

        var bit = 2UL;
        foreach (var rule in objective.Alerts)
        {
            if ((changed & bit) != 0)
            {
                changes.Add(new ObjectiveChange(objective, (decisions & bit) != 0 ? ObjectiveChangeKind.AlertFired : ObjectiveChangeKind.AlertResolved, status, rule));
            }

            bit <<= 1;
        }

        foreach (var level in objective.Policy)
        {
            if ((changed & bit) != 0)
            {
                changes.Add(new ObjectiveChange(objective, (decisions & bit) != 0 ? ObjectiveChangeKind.LevelEntered : ObjectiveChangeKind.LevelLeft, status, Level: level));
            }

            bit <<= 1;
        }
    }
}
