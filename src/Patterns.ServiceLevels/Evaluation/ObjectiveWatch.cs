namespace Patterns.ServiceLevels.Evaluation;

/// <summary>What an objective was at the last evaluation, and what changed since.</summary>
internal sealed class ObjectiveWatch(Objective objective)
{
    private readonly HashSet<AlertRule> _firing = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<BudgetLevel> _levels = new(ReferenceEqualityComparer.Instance);
    private bool _isMissed;

    public Objective Objective => objective;

    public ObjectiveStatus? Last { get; private set; }

    public List<ObjectiveChange> Take(ObjectiveStatus status)
    {
        var changes = new List<ObjectiveChange>();
        Last = status;
        if (_isMissed == status.IsMet)
        {
            _isMissed = !status.IsMet;
            changes.Add(new ObjectiveChange(objective, _isMissed ? ObjectiveChangeKind.Missed : ObjectiveChangeKind.Met, status));
        }

        foreach (var alert in status.Alerts)
        {
            if (alert.IsFiring ? _firing.Add(alert.Rule) : _firing.Remove(alert.Rule))
            {
                changes.Add(new ObjectiveChange(objective, alert.IsFiring ? ObjectiveChangeKind.AlertFired : ObjectiveChangeKind.AlertResolved, status, alert.Rule));
            }
        }

        foreach (var level in objective.Policy)
        {
            var holds = status.Budget.IsSpentBy(level.SpentFrom);
            if (holds ? _levels.Add(level) : _levels.Remove(level))
            {
                changes.Add(new ObjectiveChange(objective, holds ? ObjectiveChangeKind.LevelEntered : ObjectiveChangeKind.LevelLeft, status, Level: level));
            }
        }

        return changes;
    }
}
