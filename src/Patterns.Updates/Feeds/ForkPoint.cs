namespace Patterns.Updates;

/// <summary>Where a fork leaves its source: it begins with the updates of the source up to there. Source: the Durable Streams protocol, section 4.2.</summary>
public sealed record ForkPoint
{
    /// <summary>Creates a fork point.</summary>
    /// <param name="source">Name of the feed to fork.</param>
    /// <param name="offset">The last update that the fork inherits, <see cref="UpdateOffset.Start"/> for none; null for the tail of the source.</param>
    /// <param name="subOffset">
    /// How much more to inherit behind the offset, 0 or more. In a feed of JSON so many updates; in any other so many bytes of the next update,
    /// which then is cut.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty, the offset is <see cref="UpdateOffset.Now"/>, or a sub-offset has no offset to count from.</exception>
    public ForkPoint(string source, UpdateOffset? offset = null, long subOffset = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentOutOfRangeException.ThrowIfNegative(subOffset);
        if (offset is { IsNow: true })
        {
            throw new ArgumentException("A fork leaves its source at an offset, at the start, or, with null, at the tail.", nameof(offset));
        }

        if (subOffset > 0 && offset is null)
        {
            throw new ArgumentException("A sub-offset counts from an offset, and there is none.", nameof(subOffset));
        }

        Source = source;
        Offset = offset;
        SubOffset = subOffset;
    }

    /// <summary>Name of the feed that is forked.</summary>
    public string Source { get; }

    /// <summary>The last update that is inherited; null for all that the source had when it was forked.</summary>
    public UpdateOffset? Offset { get; }

    /// <summary>Updates of JSON, or bytes of the next update, that are inherited behind the offset.</summary>
    public long SubOffset { get; }
}
