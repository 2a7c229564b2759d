namespace Patterns.Updates;

/// <summary>What a worker has done. Immutable.</summary>
public sealed record WakeAcknowledgement
{
    /// <summary>The wake that it works on.</summary>
    public required WakeTicket Ticket { get; init; }

    /// <summary>Up to where it is done, by feed: the offset of the last update that needs no more work. Empty to prolong the lease only.</summary>
    public IReadOnlyDictionary<string, UpdateOffset> Offsets { get; init; } = new Dictionary<string, UpdateOffset>();

    /// <summary>Whether it gives the wake back; else it goes on, with a new lease.</summary>
    public bool IsDone { get; init; }
}
