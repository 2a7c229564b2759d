namespace Patterns.ServiceLevels;

/// <summary>
/// When the budget is exhausted if events go on as they lately did, with a band for how little lately may say. Minutes leave a rolling window as they will.
/// Immutable; null is not within one length of the window.
/// </summary>
/// <param name="Expected">When the recent share of bad events goes on.</param>
/// <param name="Earliest">When the true share is at the upper end of its 95 % interval.</param>
/// <param name="Latest">When the true share is at the lower end of its 95 % interval.</param>
public readonly record struct ExhaustionForecast(DateTimeOffset? Expected, DateTimeOffset? Earliest, DateTimeOffset? Latest);
