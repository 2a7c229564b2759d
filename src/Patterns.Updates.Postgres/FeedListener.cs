using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Patterns.Updates.Postgres.Storage;

namespace Patterns.Updates.Postgres;

/// <summary>
/// Learns of changes that other processes made, by notification and, should one be missed, by looking now and then; moves what transactions have put
/// aside to the feeds; and tells others of the changes of this process, gathered for a moment.
/// </summary>
internal sealed class FeedListener(NpgsqlDataSource source, FeedTables tables, PostgresUpdateOptions options, FeedWatches watches, Func<CancellationToken, Task> drainAsync, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<long, bool> _changed = new();
    private readonly SemaphoreSlim _isChanged = new(0);
    private Task _running = Task.CompletedTask;

    /// <summary>What a feed is known by to those who wait, and in notifications.</summary>
    public static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    public void Start() => _running = Task.WhenAll(ListenAsync(_stopping.Token), NotifyAsync(_stopping.Token));

    /// <summary>Takes note of a change that this process made.</summary>
    public void Changed(long id)
    {
        if (_changed.TryAdd(id, true))
        {
            _isChanged.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isChanged.Dispose();
        _stopping.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using var connectionScope = connection.ConfigureAwait(false);
                connection.Notification += (_, notification) => watches.Pulse(notification.Payload);
                await Statements.ExecuteAsync(connection, $"LISTEN {tables.Channel}", cancellationToken).ConfigureAwait(false);
                while (true)
                {
                    await drainAsync(cancellationToken).ConfigureAwait(false);
                    if (!await connection.WaitAsync(options.PollInterval, cancellationToken).ConfigureAwait(false))
                    {
                        watches.PulseAll();
                    }
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException && !cancellationToken.IsCancellationRequested)
            {
                // The server is away: those who wait look again at the pace of polling, and so does this.
                Log.ListenerFailed(logger, exception);
                watches.PulseAll();
                await Task.Delay(options.PollInterval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task NotifyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _isChanged.WaitAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(options.NotifyDelay, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            var ids = _changed.Keys.ToArray();
            foreach (var id in ids)
            {
                _changed.TryRemove(id, out _);
            }

            if (ids.Length == 0)
            {
                continue;
            }

            try
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using var connectionScope = connection.ConfigureAwait(false);
                await Statements.ExecuteAsync(
                    connection, $"SELECT pg_notify('{tables.Channel}', id::text) FROM unnest($1::bigint[]) AS changed (id)", cancellationToken, ids).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                // Others find the changes by polling.
                Log.NotifyFailed(logger, exception);
            }
        }
    }
}
