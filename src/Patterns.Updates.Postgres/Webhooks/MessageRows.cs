using Npgsql;
using Patterns.Updates.Postgres.Storage;

namespace Patterns.Updates.Postgres.Webhooks;

/// <summary>
/// The table of messages: a hash of the message, whether it is done, until when that or the claim on it holds, and a number that no other claim has.
/// Statements are not cancelled half-way: a claim that took effect and that nobody knows of would keep everybody from the message until it ends.
/// </summary>
internal sealed class MessageRows(string schema)
{
    // More than one comes with each message that is completed, so the table does not grow beyond what is known.
    private const int SweptAtATime = 16;

    private readonly string _table = $"{schema}.webhook_messages";

    public Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => Statements.ExecuteAsync(
        connection,
        $"""
        SELECT pg_advisory_xact_lock({SchemaName.LockKey});
        CREATE SCHEMA IF NOT EXISTS {schema};
        CREATE TABLE IF NOT EXISTS {_table} (hash bytea PRIMARY KEY, is_done boolean NOT NULL, until_ticks bigint NOT NULL, claim bigint NOT NULL);
        CREATE INDEX IF NOT EXISTS webhook_messages_until ON {_table} (until_ticks);
        """,
        cancellationToken);

    /// <summary>Claims a message that is not known, or not any more.</summary>
    /// <returns>The claim's number, or null when there is none to have and whether that is because the message is done.</returns>
    public async Task<(long? Claim, bool IsDone)> ClaimAsync(NpgsqlConnection connection, byte[] hash, long now, long until)
    {
        // Of those who come at once, one inserts and the others wait for it. What they look at is what was there before: nothing, or what holds no more.
        var command = Statements.Command(
            connection,
            $"""
            WITH claimed AS (
                INSERT INTO {_table} AS m (hash, is_done, until_ticks, claim) VALUES ($1, false, $3, pg_current_xact_id()::text::bigint)
                ON CONFLICT (hash) DO UPDATE SET is_done = false, until_ticks = excluded.until_ticks, claim = excluded.claim WHERE m.until_ticks <= $2
                RETURNING claim)
            SELECT (SELECT claim FROM claimed), coalesce((SELECT is_done FROM {_table} WHERE hash = $1 AND until_ticks > $2), false)
            """,
            hash,
            now,
            until);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        return (reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.GetBoolean(1));
    }

    /// <summary>Notes that a message is done, whoever claimed it, and deletes some that are not known any more.</summary>
    public Task CompleteAsync(NpgsqlConnection connection, byte[] hash, long now, long until) => Statements.ExecuteAsync(
        connection,
        $"""
        WITH swept AS (
            DELETE FROM {_table} WHERE hash IN (SELECT hash FROM {_table} WHERE until_ticks <= $2 AND hash <> $1 ORDER BY until_ticks LIMIT {SweptAtATime} FOR UPDATE SKIP LOCKED))
        INSERT INTO {_table} AS m (hash, is_done, until_ticks, claim) VALUES ($1, true, $3, 0)
        ON CONFLICT (hash) DO UPDATE SET is_done = true, until_ticks = excluded.until_ticks, claim = 0 WHERE NOT m.is_done OR m.until_ticks <= $2
        """,
        CancellationToken.None,
        hash,
        now,
        until);

    /// <summary>Gives a claim back, if it still holds.</summary>
    public Task ReleaseAsync(NpgsqlConnection connection, byte[] hash, long claim)
        => Statements.ExecuteAsync(connection, $"DELETE FROM {_table} WHERE hash = $1 AND claim = $2 AND NOT is_done", CancellationToken.None, hash, claim);
}
