namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What is kept of an update that is pending.</summary>
/// <param name="Offset">Where it is.</param>
/// <param name="After">The cursor before it where that is not simply one less; else null.</param>
/// <param name="Key">What it is ordered by, or null.</param>
/// <param name="Attempts">Attempts that have failed.</param>
/// <param name="Due">Not before this.</param>
internal sealed record PendingState(UpdateOffset Offset, UpdateOffset? After, string? Key, int Attempts, DateTimeOffset Due)
{
    public static PendingState Of(PendingUpdate pending)
        => new(pending.Offset, pending.After.Epoch == pending.Offset.Epoch ? null : pending.After, pending.Key, pending.Attempts, pending.Due);

    public UpdateOffset Before() => After ?? new UpdateOffset(Offset.Epoch, Offset.Sequence - 1);
}
