namespace Patterns.Updates;

/// <summary>The feeds of one place, such as a folder, a database or this process. Safe for use by any number of threads.</summary>
public interface IUpdateStore : IAsyncDisposable
{
    /// <summary>Creates a feed, or finds the one that was created in the same way.</summary>
    /// <param name="name">Name of the feed; see <see cref="FeedName"/>.</param>
    /// <param name="configuration">How it is to be; null means the defaults.</param>
    /// <param name="first">What a new feed begins with, atomically with its creation; null for nothing. Ignored when the feed exists.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The feed, and whether this call created it.</returns>
    /// <exception cref="ArgumentException">The name or the configuration is not allowed.</exception>
    /// <exception cref="FeedConflictException">A feed of this name exists and was created differently, or is kept for the forks of it only.</exception>
    /// <exception cref="ForkRejectedException">The feed cannot be forked from that source at that position.</exception>
    ValueTask<FeedCreation> CreateAsync(
        string name, FeedConfiguration? configuration = null, AppendRequest? first = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a feed.</summary>
    /// <param name="name">Name of the feed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The feed, or null when there is none of this name or it has expired.</returns>
    /// <exception cref="FeedDeletedException">The feed was deleted and is kept for its forks only.</exception>
    ValueTask<IUpdateLog?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a feed and its updates. While there are forks of it, its updates are kept for them and its name stays taken.</summary>
    /// <param name="name">Name of the feed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when there is no feed of this name.</returns>
    /// <exception cref="FeedDeletedException">The feed was deleted before and is kept for its forks only.</exception>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Lists the names of the feeds in ordinal order.</summary>
    /// <param name="prefix">What the names begin with; empty for all.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<string> ListAsync(string prefix = "", CancellationToken cancellationToken = default);
}
