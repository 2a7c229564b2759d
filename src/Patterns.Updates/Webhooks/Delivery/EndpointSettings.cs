namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What the schedule of an endpoint depends on.</summary>
internal sealed record EndpointSettings(string Id, string Tenant, bool IsOrdered, int MaxInFlight)
{
    /// <summary>The most that may be pending, retries included. Beyond it the endpoint's cursor stands still until something is delivered or given up.</summary>
    public int MaxPending { get; init; } = 1000;

    /// <summary>The most dead letters. Beyond it the endpoint is disabled, as forgetting one would lose it.</summary>
    public int MaxDeadLetters { get; init; } = 10_000;

    /// <summary>How long an endpoint may fail without one success before it is disabled.</summary>
    public TimeSpan MaxFailing { get; init; } = TimeSpan.FromDays(5);
}
