namespace Patterns.ServiceLevels;

/// <summary>Where a composite objective stands. Immutable.</summary>
/// <param name="Composite">The composite.</param>
/// <param name="At">When it was evaluated, UTC.</param>
/// <param name="Attainment">The attainment before any rounding, 0 to 1; null when no part has data. For people; whether it is met is decided exactly.</param>
/// <param name="IsMet">Whether the target is met; without data it is.</param>
/// <param name="Budget">The budget in minutes for all-of and any-of; null for the others, whose attainment is no share of countable things.</param>
/// <param name="Parts">Where the parts stand, in their order.</param>
public sealed record CompositeStatus(
    CompositeObjective Composite,
    DateTimeOffset At,
    double? Attainment,
    bool IsMet,
    ErrorBudget? Budget,
    IReadOnlyList<ObjectiveStatus> Parts);
