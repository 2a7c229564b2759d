namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>A claimed wake as its worker sees it.</summary>
internal sealed record WakeClaimDocument(string WakeId, long Generation, string Token, IReadOnlyList<WakeFeedDocument> Streams, double LeaseTtlMs)
{
    public static WakeClaimDocument Of(WakeClaim claim) => new(
        claim.Ticket.WakeId, claim.Ticket.Generation, claim.Ticket.Token, [.. claim.Streams.Select(WakeFeedDocument.Of)], claim.LeaseTime.TotalMilliseconds);
}
