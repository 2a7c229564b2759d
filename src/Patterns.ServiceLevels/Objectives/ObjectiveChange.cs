namespace Patterns.ServiceLevels;

/// <summary>A change of an objective from one evaluation to the next. Immutable.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Status">The evaluation that showed it.</param>
/// <param name="Alert">The alert that fired or was resolved; null for other changes.</param>
/// <param name="Level">The level that was entered or left; null for other changes.</param>
public sealed record ObjectiveChange(Objective Objective, ObjectiveChangeKind Kind, ObjectiveStatus Status, AlertRule? Alert = null, BudgetLevel? Level = null);
