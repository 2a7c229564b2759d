namespace Patterns.Updates;

/// <summary>A wake that a worker has claimed. Immutable.</summary>
/// <param name="Ticket">What the worker shows when it acknowledges or releases.</param>
/// <param name="Streams">The feeds of the subscription when it was claimed.</param>
/// <param name="LeaseTime">For how long the worker has it; each acknowledgement begins it anew.</param>
public sealed record WakeClaim(WakeTicket Ticket, IReadOnlyList<WakeFeed> Streams, TimeSpan LeaseTime);
