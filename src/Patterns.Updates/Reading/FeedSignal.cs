namespace Patterns.Updates;

/// <summary>
/// Wakes everybody who waits on a feed at once: all of them await the same task, so waiting costs the writer nothing per waiter. For those who write
/// a backend. Safe for use by any number of threads.
/// </summary>
/// <param name="timeProvider">The clock of timeouts.</param>
public sealed class FeedSignal(TimeProvider timeProvider)
{
    // Null while nobody has asked for it: a feed that nobody waits on is appended to all the same.
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next <see cref="Pulse"/>. Taken before the state is looked at, so that no change is missed.</summary>
    public Task Next => (Volatile.Read(ref _next) ?? Create()).Task;

    /// <summary>Wakes everybody who waits.</summary>
    public void Pulse() => Interlocked.Exchange(ref _next, null)?.SetResult();

    /// <summary>Waits for a change.</summary>
    /// <param name="next">What <see cref="Next"/> was before the state was looked at.</param>
    /// <param name="timeout">How long to wait at most; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False when the time was up first.</returns>
    public async ValueTask<bool> WaitAsync(Task next, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }

        // Nothing is thrown when the time is up: that is what most long polls come to.
        await next.WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return next.IsCompleted;
    }

    private TaskCompletionSource Create()
    {
        TaskCompletionSource created = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _next, created, null) ?? created;
    }
}
