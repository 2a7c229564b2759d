namespace Patterns.Updates.Feeds;

/// <summary>
/// Which offsets a feed's updates have. Own updates have the feed's epoch; those that a fork inherited keep the offsets they had in the source, so
/// that cursors stay valid and every offset names one position. Pure and immutable.
/// </summary>
internal sealed class FeedLineage
{
    private readonly Ancestor[] _ancestors;

    public FeedLineage(long epoch, IEnumerable<Ancestor>? ancestors = null)
    {
        Epoch = epoch;
        _ancestors = [.. ancestors ?? []];
    }

    public long Epoch { get; }

    /// <summary>From the eldest on, with growing last sequences.</summary>
    public IReadOnlyList<Ancestor> Ancestors => _ancestors;

    /// <summary>The last sequence that was inherited, 0 when nothing was.</summary>
    public long Inherited => _ancestors.Length == 0 ? 0 : _ancestors[^1].LastSequence;

    /// <summary>The lineage of a fork that inherits updates up to a sequence.</summary>
    public FeedLineage Fork(string source, long epoch, long lastSequence)
        => new(epoch, [.. _ancestors.Where(ancestor => ancestor.LastSequence < lastSequence), new Ancestor(FeedOf(lastSequence) ?? source, EpochOf(lastSequence), lastSequence)]);

    public UpdateOffset OffsetOf(long sequence) => new(EpochOf(sequence), sequence);

    /// <summary>The feed that an update was inherited of; null for an own one.</summary>
    public string? FeedOf(long sequence)
    {
        var index = Array.FindIndex(_ancestors, ancestor => sequence <= ancestor.LastSequence);
        return index < 0 ? null : _ancestors[index].Feed;
    }

    /// <summary>Whether an offset with epoch and sequence is one that this feed gives out.</summary>
    public bool Has(UpdateOffset offset) => EpochOf(offset.Sequence) == offset.Epoch;

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

    /// <summary>A feed that updates were inherited of, and the last of them.</summary>
    internal readonly record struct Ancestor(string Feed, long Epoch, long LastSequence);
}
