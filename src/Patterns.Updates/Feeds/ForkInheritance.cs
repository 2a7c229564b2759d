namespace Patterns.Updates;

/// <summary>What a fork copies of its source. For those who write a backend. Not safe for use by several threads at once.</summary>
/// <param name="Source">The source.</param>
/// <param name="FirstSequence">Sequence of the first update that is inherited; one more than the last when there is none.</param>
/// <param name="LastSequence">Sequence of the last.</param>
/// <param name="Cut">The part of the next update that becomes the first own one; null for none.</param>
public sealed record ForkInheritance(IUpdateLog Source, long FirstSequence, long LastSequence, NewUpdate? Cut)
{
    private UpdateOffset? _cursor;

    /// <summary>Resolves a fork point against its source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="fork">Where the fork leaves it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ForkRejectedException">The source has no such position.</exception>
    public static async Task<ForkInheritance> ResolveAsync(IUpdateLog source, ForkPoint fork, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(fork);
        UpdatePage next;
        FeedState state;
        try
        {
            next = await source.ReadAsync(fork.Offset ?? UpdateOffset.Now, new ReadOptions { MaxCount = 1 }, cancellationToken).ConfigureAwait(false);
            state = await source.GetStateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OffsetGoneException gone)
        {
            throw new ForkRejectedException(fork, ForkRejection.Offset, $"it has {gone.Earliest} to {gone.Tail}");
        }

        var last = next.From.Sequence;
        NewUpdate? cut = null;
        if (source.Configuration.IsJson)
        {
            last = fork.SubOffset <= state.Tail.Sequence - last ? last + fork.SubOffset : throw TooFar(fork, $"there are {state.Tail.Sequence - last} updates behind the offset");
        }
        else if (fork.SubOffset > 0)
        {
            var update = next.Updates.Count > 0 ? next.Updates[0] : throw TooFar(fork, "there is no update behind the offset");
            cut = fork.SubOffset <= update.Payload.Length
                ? new NewUpdate(update.Payload[..(int)fork.SubOffset]) { Type = update.Type, Key = update.Key, ContentType = update.ContentType, Time = update.Time }
                : throw TooFar(fork, $"the update behind the offset has {update.Payload.Length} bytes");
        }

        return new ForkInheritance(source, Math.Min(state.Earliest.Sequence, last) + 1, last, cut);
    }

    /// <summary>Reads the next updates to inherit. The first call begins at the first of them.</summary>
    /// <param name="sequence">The last sequence that was read, or the one before the first.</param>
    /// <param name="maxBytes">The most bytes of payload to read.</param>
    /// <exception cref="FeedNotFoundException">The source has forgotten them meanwhile.</exception>
    public async Task<IReadOnlyList<NewUpdate>> ReadAsync(long sequence, int maxBytes)
    {
        // The cursor of a sequence is known to the source alone, so the copy goes from page to page.
        _cursor ??= UpdateOffset.Start;
        var page = await Source.ReadAsync(_cursor.Value, new ReadOptions { MaxBytes = maxBytes, MaxCount = (int)Math.Min(ReadOptions.MaxCountLimit, LastSequence - sequence) }).ConfigureAwait(false);
        if (page.From.Sequence != sequence || page.Updates.Count == 0)
        {
            throw new FeedNotFoundException(Source.Name);
        }

        _cursor = page.Next;
        return [.. page.Updates.Select(static update => new NewUpdate(update.Payload) { Type = update.Type, Key = update.Key, ContentType = update.ContentType, Time = update.Time })];
    }

    private static ForkRejectedException TooFar(ForkPoint fork, string found) => new(fork, ForkRejection.SubOffset, found);
}
