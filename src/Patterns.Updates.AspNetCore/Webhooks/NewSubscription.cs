namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>The body of a request for a subscription. Null means the default.</summary>
internal sealed record NewSubscription(
    string? Url, string[]? Types = null, string? Ordering = null, int? MaxInFlight = null, string? From = null, string? Description = null, string? Ownership = null);
