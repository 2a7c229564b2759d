namespace Patterns.Updates.Connecting;

/// <summary>
/// Ends a wait that takes too long: a token that is cancelled with the caller's, or when a time is up. The time starts anew with every wait, so that
/// a connection that shows signs of life lives on. For one wait at a time.
/// </summary>
internal sealed class ReadDeadline : IDisposable
{
    private readonly CancellationTokenSource _expired;
    private readonly CancellationTokenSource _linked;
    private readonly CancellationToken _caller;

    public ReadDeadline(TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _expired = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _expired.Token);
    }

    public CancellationToken Token => _linked.Token;

    /// <summary>Whether the time was up, rather than the caller tired.</summary>
    public bool IsExpired => _expired.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Gives the next wait this long; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public void Restart(TimeSpan time) => _expired.CancelAfter(time);

    /// <summary>Ends what waits, as if the time were up; without effect when nothing waits any more. Can be called by any thread.</summary>
    public void Expire()
    {
        try
        {
            _expired.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was to be ended has ended in the meantime.
        }
    }

    public void Dispose()
    {
        _linked.Dispose();
        _expired.Dispose();
    }
}
