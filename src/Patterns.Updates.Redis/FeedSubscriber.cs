using Microsoft.Extensions.Logging;
using Patterns.Updates.Redis.Resp;

namespace Patterns.Updates.Redis;

/// <summary>Learns of changes that other processes made, by messages and, should one be missed, by looking now and then.</summary>
internal sealed class FeedSubscriber(RedisUpdateOptions options, string channel, FeedWatches watches, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Task? _running;

    /// <summary>Begins, once, when somebody waits.</summary>
    public void Start()
    {
        lock (_lock)
        {
            _running ??= Task.WhenAll(SubscribeAsync(_stopping.Token), PollAsync(_stopping.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await (_running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var connection = await RespConnection.OpenAsync(options, Notice, cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    await connection.SendAsync(["SUBSCRIBE", channel], cancellationToken).ConfigureAwait(false);
                    await connection.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is RedisException or IOException)
            {
                Log.SubscriberFailed(logger, exception);
            }

            await Task.Delay(options.PollInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(options.PollInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            watches.PulseAll();
        }
    }

    private void Notice(RespValue message)
    {
        if (message is { Kind: RespKind.Array, Items: [{ } kind, _, { Kind: RespKind.Bytes } id] } && kind.Text == "message")
        {
            watches.Pulse(id.Text);
        }
        else
        {
            // The answer to the subscription: what happened before it was not heard of.
            watches.PulseAll();
        }
    }
}
