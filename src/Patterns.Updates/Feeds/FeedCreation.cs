namespace Patterns.Updates;

/// <summary>The outcome of <see cref="IUpdateStore.CreateAsync"/>.</summary>
/// <param name="Log">The feed.</param>
/// <param name="IsNew">Whether this call created it; false when it was there, created in the same way.</param>
public sealed record FeedCreation(IUpdateLog Log, bool IsNew);
