namespace Patterns.Updates;

/// <summary>How workers are woken.</summary>
public enum WakeDelivery
{
    /// <summary>By a signed request to a URL.</summary>
    Webhook,

    /// <summary>By an update of a feed that the workers follow; the first that claims the wake has it.</summary>
    PullWake,
}
