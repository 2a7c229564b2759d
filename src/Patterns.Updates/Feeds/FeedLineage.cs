namespace Patterns.Updates;

/// <summary>
/// Which offsets a feed's updates have. Own updates have the feed's epoch; those that a fork inherited keep the offsets they had in the source, so
/// that cursors stay valid and every offset names one position. Immutable. For those who write a backend.
/// </summary>
public sealed class FeedLineage
{
    private readonly FeedAncestor[] _ancestors;

    /// <summary>Creates a lineage.</summary>
    /// <param name="epoch">The incarnation of the feed.</param>
    /// <param name="ancestors">The feeds that updates were inherited of, from the eldest on with growing last sequences; null for none.</param>
    public FeedLineage(long epoch, IEnumerable<FeedAncestor>? ancestors = null)
    {
        Epoch = epoch;
        _ancestors = [.. ancestors ?? []];
    }

    /// <summary>The incarnation of the feed.</summary>
    public long Epoch { get; }

    /// <summary>The feeds that updates were inherited of, from the eldest on.</summary>
    public IReadOnlyList<FeedAncestor> Ancestors => _ancestors;

    /// <summary>The last sequence that was inherited, 0 when nothing was.</summary>
    public long Inherited => _ancestors.Length == 0 ? 0 : _ancestors[^1].LastSequence;

    /// <summary>The lineage of a fork.</summary>
    /// <param name="source">Name of this feed.</param>
    /// <param name="epoch">The incarnation of the fork, larger than this one.</param>
    /// <param name="lastSequence">The last sequence that the fork inherits.</param>
    public FeedLineage Fork(string source, long epoch, long lastSequence) => new(
        epoch, [.. _ancestors.Where(ancestor => ancestor.LastSequence < lastSequence), new FeedAncestor(FeedOf(lastSequence) ?? source, EpochOf(lastSequence), lastSequence)]);

    /// <summary>The offset of an update.</summary>
    /// <param name="sequence">Its number in the feed; 0 for the position before the first.</param>
    public UpdateOffset OffsetOf(long sequence) => new(EpochOf(sequence), sequence);

    /// <summary>The feed that an update was inherited of; null for an own one.</summary>
    /// <param name="sequence">Its number in the feed.</param>
    public string? FeedOf(long sequence)
    {
        var index = Array.FindIndex(_ancestors, ancestor => sequence <= ancestor.LastSequence);
        return index < 0 ? null : _ancestors[index].Feed;
    }

    /// <summary>Whether an offset is one that this feed gives out, now or later.</summary>
    /// <param name="offset">An offset that is neither the start nor now.</param>
    public bool Has(UpdateOffset offset) => EpochOf(offset.Sequence) == offset.Epoch;

    /// <summary>Tells a cursor by its place in the feed.</summary>
    /// <param name="feed">Name of the feed, for messages.</param>
    /// <param name="after">The cursor.</param>
    /// <param name="firstSequence">Sequence of the earliest update that is still there; one more than the last when there is none.</param>
    /// <param name="lastSequence">Sequence of the last update.</param>
    /// <exception cref="OffsetGoneException">The feed cannot go on from there without a gap.</exception>
    public UpdateOffset Resolve(string feed, UpdateOffset after, long firstSequence, long lastSequence)
    {
        OffsetGoneReason reason;
        if (after.IsNow || after.IsStart)
        {
            return OffsetOf(after.IsNow ? lastSequence : firstSequence - 1);
        }

        if (!Has(after))
        {
            reason = OffsetGoneReason.Foreign;
        }
        else if (after.Sequence > lastSequence)
        {
            reason = OffsetGoneReason.Ahead;
        }
        else if (after.Sequence < firstSequence - 1)
        {
            reason = OffsetGoneReason.Forgotten;
        }
        else
        {
            return after;
        }

        throw new OffsetGoneException(feed, after, reason, OffsetOf(firstSequence - 1), OffsetOf(lastSequence));
    }

    private long EpochOf(long sequence)
    {
        foreach (var ancestor in _ancestors)
        {
            if (sequence <= ancestor.LastSequence)
            {
                return ancestor.Epoch;
            }
        }

        return Epoch;
    }
}
