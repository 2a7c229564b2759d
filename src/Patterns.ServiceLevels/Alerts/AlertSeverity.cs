namespace Patterns.ServiceLevels;

/// <summary>What an alert asks of people.</summary>
public enum AlertSeverity
{
    /// <summary>Somebody looks at it now.</summary>
    Page,

    /// <summary>Somebody looks at it within days.</summary>
    Ticket,
}
