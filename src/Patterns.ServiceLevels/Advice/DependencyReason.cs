using System.Globalization;

namespace Patterns.ServiceLevels.Advice;

/// <summary>
/// A service is up at most while all that it cannot work without is up. At worst no two failures overlap, so that their budgets add up (Treynor and others,
/// The Calculus of Service Availability, 2017).
/// </summary>
internal static class DependencyReason
{
    /// <summary>The share that is left when every one fails as much as it may.</summary>
    public static decimal Together(Dependency[] dependencies)
        => Math.Max(0, 1 - dependencies.Sum(static dependency => (decimal)dependency.Availability.Budget.Numerator / dependency.Availability.Budget.Denominator));

    public static AdviceReason Of(Dependency[] dependencies)
    {
        var together = Together(dependencies);
        var limit = Ladder.Highest(rung => (decimal)rung.Value.Numerator / rung.Value.Denominator < together);
        var weakest = dependencies.MinBy(static dependency => dependency.Availability)!;
        var names = dependencies.Length == 1 ? $"{weakest.Name} has {weakest.Availability}" : string.Create(CultureInfo.InvariantCulture, $"{dependencies.Length} dependencies together have {Math.Floor(together * 10_000_000) / 100_000:0.#####} %, {weakest.Name} with {weakest.Availability} the least");
        return new AdviceReason(AdviceReasonKind.Dependencies, limit, $"{names}; what is aimed for has to be less, unless their failures are caught by retries, caches or replicas.");
    }
}
