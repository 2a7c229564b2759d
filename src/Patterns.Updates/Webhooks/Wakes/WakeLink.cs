namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>A feed that a subscription follows, as it is kept.</summary>
/// <param name="Name">Name of the feed.</param>
/// <param name="IsExplicit">Whether it was named.</param>
/// <param name="FitsPattern">Whether it fits the pattern and was there when it was last looked for.</param>
/// <param name="Acknowledged">Up to where workers are done.</param>
internal sealed record WakeLink(string Name, bool IsExplicit, bool FitsPattern, UpdateOffset Acknowledged)
{
    /// <summary>Whether a feed has updates for workers. A cursor of a feed that was deleted since is none of the feed that has its name now.</summary>
    public bool HasPending(FeedState? state)
        => state is not null && state.Tail > state.Earliest && (Acknowledged < state.Tail || Acknowledged.Epoch > state.Tail.Epoch);

    public WakeFeed Describe(FeedState? state) => new(Name, IsExplicit, Acknowledged, state?.Tail, HasPending(state));

    /// <summary>Takes over that workers are done up to an offset; never goes back.</summary>
    public WakeLink Acknowledge(UpdateOffset offset, FeedState? state)
        => state is not null && offset <= state.Tail && (offset > Acknowledged || Acknowledged.Epoch > state.Tail.Epoch) ? this with { Acknowledged = offset } : this;
}
