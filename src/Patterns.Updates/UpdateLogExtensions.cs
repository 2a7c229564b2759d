namespace Patterns.Updates;

/// <summary>Shorter ways to say the common things to an <see cref="IUpdateLog"/>.</summary>
public static class UpdateLogExtensions
{
    /// <summary>Appends updates as one batch.</summary>
    /// <param name="log">The feed.</param>
    /// <param name="updates">One or more updates.</param>
    /// <param name="cancellationToken">Stops waiting; a batch that is being written already is not taken back.</param>
    /// <exception cref="ArgumentException">There are no updates.</exception>
    public static ValueTask<AppendReceipt> AppendAsync(this IUpdateLog log, IReadOnlyList<NewUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.AppendAsync(new AppendRequest(updates), cancellationToken);
    }

    /// <summary>Appends one update.</summary>
    /// <param name="log">The feed.</param>
    /// <param name="update">The update.</param>
    /// <param name="cancellationToken">Stops waiting; an update that is being written already is not taken back.</param>
    public static ValueTask<AppendReceipt> AppendAsync(this IUpdateLog log, NewUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.AppendAsync(new AppendRequest([update]), cancellationToken);
    }

    /// <summary>Closes the feed: nothing is appended any more, and readers learn that they have reached the end. Closing twice is harmless.</summary>
    /// <param name="log">The feed.</param>
    /// <param name="cancellationToken">Stops waiting; a close that is being written already is not taken back.</param>
    public static ValueTask<AppendReceipt> CloseAsync(this IUpdateLog log, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        return log.AppendAsync(AppendRequest.CloseOnly, cancellationToken);
    }
}
