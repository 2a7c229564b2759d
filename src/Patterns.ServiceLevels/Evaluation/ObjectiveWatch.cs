namespace Patterns.ServiceLevels.Evaluation;

/// <summary>What was decided of an objective at the last tick, and what changed since. Used under the evaluator's lock.</summary>
internal sealed class ObjectiveWatch(Objective objective)
{
    private ulong _decisions;
    private ObjectiveStatus? _status;

    public Objective Objective => objective;

    /// <summary>Decides on the minutes that are over and adds what changed.</summary>
    public void Tick(long openSlot, DateTimeOffset at, List<ObjectiveChange> changes)
    {
        var decisions = objective.DecideClosed(openSlot);
        _status = null;
        if (decisions != _decisions)
        {
            var changed = decisions ^ _decisions;
            _decisions = decisions;
            AddChanges(decisions, changed, StatusAt(at), changes);
        }
    }

    /// <summary>Where the objective stood at the end of the minutes that were decided on.</summary>
    public ObjectiveStatus StatusAt(DateTimeOffset at) => _status ??= objective.Evaluate(at);

    private void AddChanges(ulong decisions, ulong changed, ObjectiveStatus status, List<ObjectiveChange> changes)
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
