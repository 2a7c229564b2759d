using Npgsql;
using Patterns.Updates.Postgres.Storage;

namespace Patterns.Updates.Postgres;

/// <summary>A feed in PostgreSQL.</summary>
internal sealed class PostgresUpdateLog(PostgresUpdateStore store, FeedRow row) : IUpdateLog
{
    private readonly FeedTables _tables = store.Tables;

    public string Name => row.Feed.Name;

    public FeedConfiguration Configuration => row.Feed.Configuration;

    public long Id => row.Id;

    private FeedLineage Lineage => row.Feed.Lineage;

    public async ValueTask<FeedState> GetStateAsync(CancellationToken cancellationToken = default)
    {
        var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var now = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        return new FeedState(now.Earliest, now.Tail, now.Writers.IsClosed, now.ExpiresAt);
    }

    public async ValueTask<AppendReceipt> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        store.ThrowIfTooLarge(Name, request);
        var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        var now = store.RequireLive(await _tables.LockAsync(connection, Id, cancellationToken).ConfigureAwait(false), Name);
        var receipt = await AppendAsync(connection, now, request, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        store.Changed(Id);
        return receipt;
    }

    /// <summary>Appends within the connection's transaction to a feed that it has locked.</summary>
    public async Task<AppendReceipt> AppendAsync(NpgsqlConnection connection, FeedRow now, AppendRequest request, CancellationToken cancellationToken)
    {
        var ticks = Math.Max(store.NowTicks, now.LastTicks);
        if (request.Close)
        {
            // What transactions that are over have put aside comes before the end.
            now = now with { LastSequence = now.LastSequence + await _tables.DrainAsync(connection, now, ticks, cancellationToken).ConfigureAwait(false) };
        }

        if (request.Producer is { } producer)
        {
            await _tables.RestoreProducerAsync(connection, now, producer.Id, cancellationToken).ConfigureAwait(false);
        }

        if (now.Writers.Judge(Name, now.Tail, request) is { } nothingNew)
        {
            return nothingNew;
        }

        now.Writers.Accept(request);
        var last = now.LastSequence + request.Updates.Count;
        await _tables.AddAsync(connection, Id, now.LastSequence + 1, ticks, request.Updates, cancellationToken).ConfigureAwait(false);
        await _tables.SaveAsync(connection, now, last, ticks, cancellationToken).ConfigureAwait(false);
        if (request.Producer is not null)
        {
            await _tables.SaveProducerAsync(connection, now, request.Producer, cancellationToken).ConfigureAwait(false);
        }

        return new AppendReceipt(Name, Lineage.OffsetOf(last), request.Updates.Count) { IsClosed = now.Writers.IsClosed, ProducerSequence = request.Producer?.Sequence };
    }

    public async ValueTask<UpdatePage> ReadAsync(UpdateOffset after, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ReadOptions.Default;
        var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var now = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        await TouchAsync(connection, cancellationToken).ConfigureAwait(false);
        var from = Lineage.Resolve(Name, after, now.FirstSequence, now.LastSequence);
        List<Update> updates = [];
        long bytes = 0;
        var last = now.LastSequence;
        await _tables.ReadAsync(
            connection,
            now,
            from.Sequence,
            options,
            (sequence, update) =>
            {
                bytes += update.Payload.Length;
                if (updates.Count == options.MaxCount || (bytes > options.MaxBytes && updates.Count > 0))
                {
                    last = updates[^1].Offset.Sequence;
                    return false;
                }

                updates.Add(new Update(Lineage.FeedOf(sequence) ?? Name, Lineage.OffsetOf(sequence), update.Time!.Value, update, update.ContentType ?? Configuration.ContentType!));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        var isUpToDate = last == now.LastSequence;
        return new UpdatePage(from, updates, Lineage.OffsetOf(last)) { IsUpToDate = isUpToDate, IsClosed = isUpToDate && now.Writers.IsClosed };
    }

    public async ValueTask<UpdateOffset> SeekAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var now = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        return Lineage.OffsetOf(await _tables.SeekAsync(connection, now, time.UtcTicks, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<bool> WaitAsync(UpdateOffset after, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var started = store.TimeProvider.GetTimestamp();
        using var watch = store.Watch(Id);
        while (true)
        {
            var next = watch.Signal.Next;
            FeedRow now;
            var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                now = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
                await TouchAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            after = after.IsNow ? now.Tail : after;
            if (now.Writers.IsClosed || after < now.Tail || !Lineage.Has(after))
            {
                return true;
            }

            var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - store.TimeProvider.GetElapsedTime(started);
            if ((left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero) || !await watch.Signal.WaitAsync(next, left, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    public async ValueTask TrimAsync(UpdateOffset upTo, CancellationToken cancellationToken = default)
    {
        var connection = await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        var now = store.RequireLive(await _tables.LockAsync(connection, Id, cancellationToken).ConfigureAwait(false), Name);
        if (!upTo.IsStart && !(Lineage.Has(upTo) && upTo.Sequence < now.FirstSequence))
        {
            var last = Lineage.Resolve(Name, upTo, now.FirstSequence, now.LastSequence).Sequence;
            await _tables.ForgetAsync(connection, now, last, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<FeedRow> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => store.RequireLive(await _tables.FindAsync(connection, Id, cancellationToken).ConfigureAwait(false), Name);

    private Task TouchAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => Configuration.TimeToLive is null ? Task.CompletedTask : _tables.TouchAsync(connection, Id, store.NowTicks, cancellationToken);
}
