namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Wakes the one who waits; a signal that comes before the wait is not lost. Thread safe.</summary>
internal sealed class AsyncSignal
{
    private volatile TaskCompletionSource _raised = New();

    public void Set() => _raised.TrySetResult();

    /// <summary>Waits for a signal, or until the time is up.</summary>
    /// <param name="timeout">How long at most; null for as long as it takes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait without an error.</param>
    public async Task WaitAsync(TimeSpan? timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        await _raised.Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_raised.Task.IsCompleted)
        {
            _raised = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
