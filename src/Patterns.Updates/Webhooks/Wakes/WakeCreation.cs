namespace Patterns.Updates;

/// <summary>A wake subscription that was asked for. Immutable.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="IsNew">Whether it was made by this call; else it was there already.</param>
public sealed record WakeCreation(WakeSubscription Subscription, bool IsNew);
