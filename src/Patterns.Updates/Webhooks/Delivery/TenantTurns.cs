namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>A tenant's endpoints that have something to send, and how much of the sender the tenant takes up.</summary>
internal sealed class TenantTurns(string tenant, int quantum)
{
    public string Tenant { get; } = tenant;

    public DeficitRoundRobin<EndpointQueue> Endpoints { get; } = new(quantum);

    public int InFlight { get; set; }

    /// <summary>Endpoints that belong to it, active or not.</summary>
    public int Members { get; set; }
}
