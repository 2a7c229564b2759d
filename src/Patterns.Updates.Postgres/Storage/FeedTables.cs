using Npgsql;
using NpgsqlTypes;
using static Patterns.Updates.Postgres.Storage.Statements;

namespace Patterns.Updates.Postgres.Storage;

/// <summary>The tables, and the statements on them. All of them run within the connection's transaction, if it has one.</summary>
internal sealed class FeedTables(string schema)
{
    /// <summary>Channel of notifications.</summary>
    public string Channel => schema;

    public Task CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        $"""
        SELECT pg_advisory_xact_lock({SchemaName.LockKey});
        CREATE SCHEMA IF NOT EXISTS {schema};
        CREATE TABLE IF NOT EXISTS {schema}.epochs (id integer PRIMARY KEY CHECK (id = 1), last_epoch bigint NOT NULL);
        INSERT INTO {schema}.epochs VALUES (1, 0) ON CONFLICT DO NOTHING;
        CREATE TABLE IF NOT EXISTS {schema}.feeds (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE, source text COLLATE "C", is_deleted boolean NOT NULL DEFAULT false,
            description bytea NOT NULL, epoch bigint NOT NULL, first_sequence bigint NOT NULL, last_sequence bigint NOT NULL, last_ticks bigint NOT NULL,
            writer_sequence text, is_closed boolean NOT NULL DEFAULT false, closed_by_id text, closed_by_epoch bigint, closed_by_sequence bigint, used_ticks bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS {schema}.producers (
            feed_id bigint NOT NULL REFERENCES {schema}.feeds ON DELETE CASCADE, id text COLLATE "C" NOT NULL, epoch bigint NOT NULL, sequence bigint NOT NULL, PRIMARY KEY (feed_id, id));
        CREATE TABLE IF NOT EXISTS {schema}.updates (
            feed_id bigint NOT NULL REFERENCES {schema}.feeds ON DELETE CASCADE, sequence bigint NOT NULL, appended_ticks bigint NOT NULL, time_ticks bigint NOT NULL,
            type text, key text, content_type text, payload bytea NOT NULL, PRIMARY KEY (feed_id, sequence));
        CREATE TABLE IF NOT EXISTS {schema}.outbox (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, xid xid8 NOT NULL DEFAULT pg_current_xact_id(), feed_id bigint NOT NULL REFERENCES {schema}.feeds ON DELETE CASCADE,
            time_ticks bigint NOT NULL, type text, key text, content_type text, payload bytea NOT NULL);
        """,
        cancellationToken);

    /// <summary>Enters the part of creating and deleting feeds alone, until the transaction ends.</summary>
    public static Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({SchemaName.LockKey})", cancellationToken);

    public Task<FeedRow?> FindAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
        => ReadRowAsync(connection, $"SELECT {FeedRow.Columns} FROM {schema}.feeds WHERE name = $1", cancellationToken, name);

    public Task<FeedRow?> FindAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
        => ReadRowAsync(connection, $"SELECT {FeedRow.Columns} FROM {schema}.feeds WHERE id = $1 AND NOT is_deleted", cancellationToken, id);

    /// <summary>Finds a feed and keeps all others from appending to it until the transaction ends: that is what makes sequences dense and in the order of commits.</summary>
    public Task<FeedRow?> LockAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
        => ReadRowAsync(connection, $"SELECT {FeedRow.Columns} FROM {schema}.feeds WHERE id = $1 AND NOT is_deleted FOR NO KEY UPDATE", cancellationToken, id);

    /// <summary>An epoch that no feed has had, not even one that was deleted.</summary>
    public async Task<long> NextEpochAsync(NpgsqlConnection connection, long least, CancellationToken cancellationToken)
        => (long)(await ScalarAsync(
            connection, $"UPDATE {schema}.epochs SET last_epoch = greatest(last_epoch + 1, $1) RETURNING last_epoch", cancellationToken, least).ConfigureAwait(false))!;

    public async Task<long> InsertAsync(NpgsqlConnection connection, FeedDescription feed, long firstSequence, long lastSequence, long ticks, CancellationToken cancellationToken)
        => (long)(await ScalarAsync(
            connection,
            $"INSERT INTO {schema}.feeds (name, source, description, epoch, first_sequence, last_sequence, last_ticks, used_ticks) VALUES ($1, $2, $3, $4, $5, $6, $7, $7) RETURNING id",
            cancellationToken,
            feed.Name,
            feed.Configuration.Fork?.Source ?? (object)DBNull.Value,
            feed.ToJson(),
            feed.Lineage.Epoch,
            firstSequence,
            lastSequence,
            ticks).ConfigureAwait(false))!;

    /// <summary>Gives a fork the updates that it inherits.</summary>
    public Task CopyAsync(NpgsqlConnection connection, long sourceId, long forkId, long lastSequence, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        $"""
        INSERT INTO {schema}.updates (feed_id, sequence, appended_ticks, time_ticks, type, key, content_type, payload)
        SELECT $2, sequence, appended_ticks, time_ticks, type, key, content_type, payload FROM {schema}.updates WHERE feed_id = $1 AND sequence <= $3
        """,
        cancellationToken,
        sourceId,
        forkId,
        lastSequence);

    public async Task RestoreProducerAsync(NpgsqlConnection connection, FeedRow row, string producer, CancellationToken cancellationToken)
    {
        var command = Command(connection, $"SELECT epoch, sequence FROM {schema}.producers WHERE feed_id = $1 AND id = $2", row.Id, producer);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            row.Writers.Restore(new ProducerPosition(producer, reader.GetInt64(0), reader.GetInt64(1)));
        }
    }

    public Task SaveProducerAsync(NpgsqlConnection connection, FeedRow row, ProducerPosition producer, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        $"INSERT INTO {schema}.producers (feed_id, id, epoch, sequence) VALUES ($1, $2, $3, $4) ON CONFLICT (feed_id, id) DO UPDATE SET epoch = $3, sequence = $4",
        cancellationToken,
        row.Id,
        producer.Id,
        producer.Epoch,
        producer.Sequence);

    public Task SaveAsync(NpgsqlConnection connection, FeedRow row, long lastSequence, long ticks, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        $"""
        UPDATE {schema}.feeds SET last_sequence = $2, last_ticks = $3, used_ticks = $3, writer_sequence = $4, is_closed = $5, closed_by_id = $6, closed_by_epoch = $7, closed_by_sequence = $8
        WHERE id = $1
        """,
        cancellationToken,
        row.Id,
        lastSequence,
        ticks,
        row.Writers.WriterSequence ?? (object)DBNull.Value,
        row.Writers.IsClosed,
        row.Writers.ClosedBy?.Id ?? (object)DBNull.Value,
        row.Writers.ClosedBy?.Epoch ?? (object)DBNull.Value,
        row.Writers.ClosedBy?.Sequence ?? (object)DBNull.Value);

    public async Task AddAsync(NpgsqlConnection connection, long id, long firstSequence, long ticks, IReadOnlyList<NewUpdate> updates, CancellationToken cancellationToken)
    {
        if (updates.Count == 0)
        {
            return;
        }

        var command = Command(
            connection,
            $"""
            INSERT INTO {schema}.updates (feed_id, sequence, appended_ticks, time_ticks, type, key, content_type, payload)
            SELECT $1, $2 + ordinality - 1, $3, time_ticks, type, key, content_type, payload
            FROM unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::bytea[]) WITH ORDINALITY AS u (time_ticks, type, key, content_type, payload, ordinality)
            """,
            id,
            firstSequence,
            ticks);
        await using var commandScope = command.ConfigureAwait(false);
        AddArrays(command, updates, ticks);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts updates aside until the transaction that the connection is in has ended.</summary>
    public async Task EnqueueAsync(NpgsqlConnection connection, long id, long ticks, IReadOnlyList<NewUpdate> updates, CancellationToken cancellationToken)
    {
        var command = Command(
            connection,
            $"""
            WITH added AS (
                INSERT INTO {schema}.outbox (feed_id, time_ticks, type, key, content_type, payload)
                SELECT $1, time_ticks, type, key, content_type, payload
                FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::bytea[]) WITH ORDINALITY AS u (time_ticks, type, key, content_type, payload, ordinality) ORDER BY ordinality)
            SELECT pg_notify('{Channel}', '')
            """,
            id);
        await using var commandScope = command.ConfigureAwait(false);
        AddArrays(command, updates, ticks);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The feeds that have updates put aside by transactions before which none is running any more.</summary>
    public async Task<IReadOnlyList<long>> FindSettledAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<long> ids = [];
        var command = Command(
            connection,
            $"SELECT DISTINCT o.feed_id FROM {schema}.outbox o JOIN {schema}.feeds f ON f.id = o.feed_id AND NOT f.is_closed AND NOT f.is_deleted WHERE o.xid < pg_snapshot_xmin(pg_current_snapshot())");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }

    /// <summary>
    /// Appends what was put aside for a feed, in the order of the transactions. Those at work now, and all later ones, have larger numbers than the
    /// snapshot's xmin, so nothing can come to lie before what is appended here. The feed is locked.
    /// </summary>
    /// <returns>How many updates there were.</returns>
    public async Task<long> DrainAsync(NpgsqlConnection connection, FeedRow row, long ticks, CancellationToken cancellationToken)
        => (long)(await ScalarAsync(
            connection,
            $"""
            WITH taken AS (
                DELETE FROM {schema}.outbox WHERE feed_id = $1 AND xid < pg_snapshot_xmin(pg_current_snapshot()) RETURNING id, xid, time_ticks, type, key, content_type, payload),
            added AS (
                INSERT INTO {schema}.updates (feed_id, sequence, appended_ticks, time_ticks, type, key, content_type, payload)
                SELECT $1, $2 + row_number() OVER (ORDER BY xid, id), $3, time_ticks, type, key, content_type, payload FROM taken RETURNING 1)
            SELECT count(*) FROM added
            """,
            cancellationToken,
            row.Id,
            row.LastSequence,
            ticks).ConfigureAwait(false))!;

    public async Task ReadAsync(NpgsqlConnection connection, FeedRow row, long after, ReadOptions options, Func<long, NewUpdate, bool> take, CancellationToken cancellationToken)
    {
        var command = Command(
            connection,
            $"""
            SELECT sequence, time_ticks, type, key, content_type, payload FROM {schema}.updates
            WHERE feed_id = $1 AND sequence > $2 AND sequence <= $3 AND ($4::text[] IS NULL OR type = ANY ($4)) ORDER BY sequence LIMIT $5
            """,
            row.Id,
            after,
            row.LastSequence,
            options.Types is null ? DBNull.Value : options.Types.ToArray(),
            options.MaxCount + 1);
        await using var commandScope = command.ConfigureAwait(false);
        command.Parameters[3].NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text;
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            NewUpdate update = new(reader.GetFieldValue<byte[]>(5))
            {
                Time = new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero),
                Type = reader.IsDBNull(2) ? null : reader.GetString(2),
                Key = reader.IsDBNull(3) ? null : reader.GetString(3),
                ContentType = reader.IsDBNull(4) ? null : reader.GetString(4),
            };
            if (!take(reader.GetInt64(0), update))
            {
                break;
            }
        }
    }

    public async Task<long> SeekAsync(NpgsqlConnection connection, FeedRow row, long ticks, CancellationToken cancellationToken)
        => await ScalarAsync(
            connection, $"SELECT min(sequence) - 1 FROM {schema}.updates WHERE feed_id = $1 AND appended_ticks >= $2", cancellationToken, row.Id, ticks).ConfigureAwait(false) is long sequence
            ? sequence
            : row.LastSequence;

    public async Task ForgetAsync(NpgsqlConnection connection, FeedRow row, long upTo, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"DELETE FROM {schema}.updates WHERE feed_id = $1 AND sequence <= $2", cancellationToken, row.Id, upTo).ConfigureAwait(false);
        await ExecuteAsync(connection, $"UPDATE {schema}.feeds SET first_sequence = greatest(first_sequence, $2 + 1) WHERE id = $1", cancellationToken, row.Id, upTo).ConfigureAwait(false);
    }

    /// <summary>The last sequence that has to go for the rest to be small enough; the last update stays. Looks at what may stay, from the end, and no further.</summary>
    public async Task<long> SeekSizeAsync(NpgsqlConnection connection, FeedRow row, long mostBytes, CancellationToken cancellationToken)
        => await ScalarAsync(
            connection,
            $"""
            SELECT sequence FROM (
                SELECT sequence, sum(length(payload)) OVER (ORDER BY sequence DESC ROWS UNBOUNDED PRECEDING) AS bytes FROM {schema}.updates WHERE feed_id = $1) u
            WHERE bytes > $2 AND sequence < $3 LIMIT 1
            """,
            cancellationToken,
            row.Id,
            mostBytes,
            row.LastSequence).ConfigureAwait(false) as long? ?? row.FirstSequence - 1;

    public Task TouchAsync(NpgsqlConnection connection, long id, long ticks, CancellationToken cancellationToken)
        => ExecuteAsync(connection, $"UPDATE {schema}.feeds SET used_ticks = greatest(used_ticks, $2) WHERE id = $1", cancellationToken, id, ticks);

    /// <summary>Deletes a feed, or keeps it for its forks, and deletes the feeds that were kept for it only.</summary>
    public async Task DeleteAsync(NpgsqlConnection connection, FeedRow row, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection, $"UPDATE {schema}.feeds SET is_deleted = true, description = $2 WHERE id = $1", cancellationToken, row.Id, (row.Feed with { IsDeleted = true }).ToJson()).ConfigureAwait(false);
        while (await ScalarAsync(
            connection,
            $"""
            WITH unneeded AS (
                DELETE FROM {schema}.feeds f WHERE is_deleted AND NOT EXISTS (SELECT 1 FROM {schema}.feeds fork WHERE fork.source = f.name) RETURNING 1)
            SELECT count(*) FROM unneeded
            """,
            cancellationToken).ConfigureAwait(false) is > 0L)
        {
        }
    }

    public async Task<IReadOnlyList<FeedRow>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<FeedRow> rows = [];
        var command = Command(connection, $"SELECT {FeedRow.Columns} FROM {schema}.feeds WHERE NOT is_deleted ORDER BY name");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(FeedRow.Read(reader));
        }

        return rows;
    }

    private static async Task<FeedRow?> ReadRowAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken, params object[] parameters)
    {
        var command = Command(connection, text, parameters);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? FeedRow.Read(reader) : null;
    }

    private static void AddArrays(NpgsqlCommand command, IReadOnlyList<NewUpdate> updates, long ticks)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = updates.Select(update => update.Time?.UtcTicks ?? ticks).ToArray() });
        command.Parameters.Add(Texts(updates, static update => update.Type));
        command.Parameters.Add(Texts(updates, static update => update.Key));
        command.Parameters.Add(Texts(updates, static update => update.ContentType));
        command.Parameters.Add(new NpgsqlParameter { Value = updates.Select(static update => update.Payload.ToArray()).ToArray() });
    }

    private static NpgsqlParameter Texts(IReadOnlyList<NewUpdate> updates, Func<NewUpdate, string?> text)
        => new() { Value = updates.Select(text).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
