namespace Patterns.Tables.Sql.Binding;

/// <summary>A column that a SELECT sees.</summary>
/// <param name="Relation">0-based position in FROM of the rows that it belongs to.</param>
/// <param name="Name">Its name there.</param>
/// <param name="PlanName">Its name in the plan, where each name is there once.</param>
internal readonly record struct ScopeColumn(int Relation, string Name, string PlanName);
