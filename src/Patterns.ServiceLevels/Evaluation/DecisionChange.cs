namespace Patterns.ServiceLevels.Evaluation;

/// <summary>What is decided of an objective, and the bits in which that differs from before.</summary>
internal readonly record struct DecisionChange(ObjectiveWatch Watch, ulong Decisions, ulong Changed);
