namespace Patterns.Updates;

/// <summary>
/// One feed: a durable, ordered log with one cursor. Safe for use by any number of threads. Every member throws <see cref="FeedNotFoundException"/>
/// once the feed has been deleted or has expired.
/// </summary>
public interface IUpdateLog
{
    /// <summary>Name of the feed.</summary>
    string Name { get; }

    /// <summary>How the feed was created, with everything that was left open filled in.</summary>
    FeedConfiguration Configuration { get; }

    /// <summary>Looks at where the feed begins and ends. Does not count as use of a feed that expires when idle.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="FeedNotFoundException">The feed is gone.</exception>
    ValueTask<FeedState> GetStateAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends a batch: all of it or nothing, in one piece, and with it, atomically, the position of the producer, the sequence of the writer and the
    /// end of the feed. When the task completes the batch is as durable as the feed promises, and readers see it.
    /// </summary>
    /// <param name="request">What to append.</param>
    /// <param name="cancellationToken">Stops waiting; a batch that is being written already is not taken back.</param>
    /// <returns>Where the batch is, or that it was there already.</returns>
    /// <exception cref="FeedNotFoundException">The feed is gone.</exception>
    /// <exception cref="FeedClosedException">The feed is closed.</exception>
    /// <exception cref="ProducerFencedException">A newer epoch of the same producer has appended.</exception>
    /// <exception cref="ProducerSequenceException">Batches of the producer are missing before this one.</exception>
    /// <exception cref="WriterSequenceException">The sequence of the writer did not grow.</exception>
    /// <exception cref="PayloadTooLargeException">A payload is larger than the feed takes.</exception>
    ValueTask<AppendReceipt> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads what follows a cursor. Never waits for updates; see <see cref="WaitAsync"/>.</summary>
    /// <param name="after">The cursor: the offset of the last update read, <see cref="UpdateOffset.Start"/> or <see cref="UpdateOffset.Now"/>.</param>
    /// <param name="options">Limits and filter; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The updates, and the cursor from which to go on.</returns>
    /// <exception cref="FeedNotFoundException">The feed is gone.</exception>
    /// <exception cref="OffsetGoneException">What follows the cursor is no longer there, or the cursor is of another feed.</exception>
    ValueTask<UpdatePage> ReadAsync(UpdateOffset after, ReadOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Finds where the updates of a time begin, by when they were appended.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The cursor before the first update that is still there and was appended at the time or later; the tail when there is none.</returns>
    /// <exception cref="FeedNotFoundException">The feed is gone.</exception>
    ValueTask<UpdateOffset> SeekAsync(DateTimeOffset time, CancellationToken cancellationToken = default);

    /// <summary>Waits until a read after the cursor has something new to say: an update, the end of the feed, or that the cursor is not of this feed.</summary>
    /// <param name="after">The cursor. <see cref="UpdateOffset.Now"/> is the tail at the moment of the call, so prefer a cursor that a page gave.</param>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False when the time was up first.</returns>
    /// <exception cref="FeedNotFoundException">The feed is gone, or goes while the call waits.</exception>
    ValueTask<bool> WaitAsync(UpdateOffset after, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Forgets updates up to and including an offset. Cursors before it are answered with <see cref="OffsetGoneException"/> from then on.</summary>
    /// <param name="upTo">The last update to forget. A backend may keep it and some before it if it frees space in larger pieces.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="FeedNotFoundException">The feed is gone.</exception>
    /// <exception cref="OffsetGoneException">The offset is not of this feed.</exception>
    ValueTask TrimAsync(UpdateOffset upTo, CancellationToken cancellationToken = default);
}
