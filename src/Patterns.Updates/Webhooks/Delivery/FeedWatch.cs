namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Waits for one feed to grow, on behalf of all endpoints that follow it. Ends by itself when the feed is gone, closed or cannot be asked.</summary>
internal sealed class FeedWatch : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <param name="feeds">The feeds.</param>
    /// <param name="feed">Name of the one to watch.</param>
    /// <param name="grown">Called whenever there may be something new, from the first moment on. Must be quick.</param>
    /// <param name="time">The clock.</param>
    public FeedWatch(IUpdateStore feeds, string feed, Action grown, TimeProvider time)
        => _watching = Task.Run(() => WatchAsync(feeds, feed, grown, time, _stop.Token));

    public bool HasEnded => _watching.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static async Task WatchAsync(IUpdateStore feeds, string feed, Action grown, TimeProvider time, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await feeds.FindAsync(feed, cancellationToken).ConfigureAwait(false) is not { } log)
                {
                    grown();
                    return;
                }

                while (true)
                {
                    // The tail is taken before readers are told, so what is appended after they have read ends the wait.
                    var state = await log.GetStateAsync(cancellationToken).ConfigureAwait(false);
                    grown();
                    if (state.IsClosed)
                    {
                        return;
                    }

                    await log.WaitAsync(state.Tail, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception failure) when (failure is FeedNotFoundException or FeedDeletedException)
            {
                // Those who read learn it in the same way.
                grown();
                return;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(PauseAfterFailure, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                grown();
            }
        }
    }
}
