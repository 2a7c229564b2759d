namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What is kept of an update that is pending.</summary>
internal sealed record PendingState(UpdateOffset Offset, string? Key, int Attempts, DateTimeOffset Due);
