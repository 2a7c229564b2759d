namespace Patterns.Updates.Reading;

/// <summary>Wakes everybody who waits on a feed at once: all of them await the same task, so waiting costs the writer nothing per waiter.</summary>
internal sealed class FeedSignal(TimeProvider timeProvider)
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next <see cref="Pulse"/>. Taken before the state is looked at, so that no change is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Waits for the task; false when the time was up first.</summary>
    public async ValueTask<bool> WaitAsync(Task next, TimeSpan timeout, CancellationToken cancellationToken)
    {
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

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
