using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Patterns.Updates.Postgres.Storage;
using Patterns.Updates.Postgres.Webhooks;

namespace Patterns.Updates.Postgres;

/// <summary>
/// Knows in PostgreSQL 13 or later which messages were handled, for receivers in any number of processes: one of them claims a message, and what was
/// completed is known to all of them. About 100 bytes per message, however long its id; what is forgotten is deleted in passing. Thread safe.
/// </summary>
public sealed class PostgresWebhookDedupeStore : IWebhookDedupeStore, IDisposable
{
    private readonly ConcurrentDictionary<string, long> _claims = new(StringComparer.Ordinal);
    private readonly PostgresWebhookDedupeOptions _options;
    private readonly PreparedDatabase _database;
    private readonly MessageRows _rows;
    private readonly TimeProvider _time;

    /// <summary>Creates a store. The table is created at first use.</summary>
    /// <param name="source">The database; stays the caller's.</param>
    /// <param name="options">How messages are kept; null for the defaults.</param>
    /// <param name="timeProvider">The clock, which should go alike in all processes; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public PostgresWebhookDedupeStore(NpgsqlDataSource source, PostgresWebhookDedupeOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _options = options ?? new PostgresWebhookDedupeOptions();
        _options.Validate();
        _rows = new MessageRows(_options.Schema);
        _database = new PreparedDatabase(source, _rows.CreateAsync);
        _time = timeProvider ?? TimeProvider.System;
    }

    private long NowTicks => _time.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    /// <exception cref="NpgsqlException">The database refuses, or cannot be reached.</exception>
    public async ValueTask<WebhookClaim> ClaimAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var now = NowTicks;
        var (claim, isDone) = await _rows.ClaimAsync(connection, Hash(key), now, now + _options.ClaimLife.Ticks).ConfigureAwait(false);
        if (claim is not { } number)
        {
            return isDone ? WebhookClaim.Done : WebhookClaim.InProgress;
        }

        _claims[key] = number;
        return WebhookClaim.Claimed;
    }

    /// <inheritdoc/>
    /// <exception cref="NpgsqlException">The database refuses, or cannot be reached; whether the message is known then is open.</exception>
    public async ValueTask CompleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var now = NowTicks;
        await _rows.CompleteAsync(connection, Hash(key), now, now + _options.Life.Ticks).ConfigureAwait(false);
        _claims.TryRemove(key, out _);
    }

    /// <inheritdoc/>
    /// <exception cref="NpgsqlException">The database refuses, or cannot be reached; the claim ends by itself.</exception>
    public async ValueTask ReleaseAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_claims.TryRemove(key, out var claim))
        {
            var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var connectionScope = connection.ConfigureAwait(false);
            await _rows.ReleaseAsync(connection, Hash(key), claim).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the store. Claims that are open end by themselves.</summary>
    public void Dispose() => _database.Dispose();

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
