namespace Patterns.Updates;

/// <summary>Where a client remembers how far it has come. Used by one client at a time.</summary>
public interface ICheckpoint
{
    /// <summary>What was saved last; null when nothing was.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<FeedCursor?> LoadAsync(CancellationToken cancellationToken = default);

    /// <summary>Remembers a place: all of it or, when it fails, the one before.</summary>
    /// <param name="cursor">The place: that of the last update that has been handled.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask SaveAsync(FeedCursor cursor, CancellationToken cancellationToken = default);
}
