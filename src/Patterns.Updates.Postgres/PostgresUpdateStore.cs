using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Patterns.Updates.Postgres.Storage;

namespace Patterns.Updates.Postgres;

/// <summary>
/// Feeds in PostgreSQL 13 or later, shared by any number of processes. Updates are in the order of commits, also those that were appended inside
/// transactions of the caller. As durable as the server's commits are. Safe for use by any number of threads.
/// </summary>
public sealed class PostgresUpdateStore : IMaintainedUpdateStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresUpdateOptions _options;
    private readonly FeedWatches _watches;
    private readonly FeedListener _listener;
    private readonly PreparedDatabase _database;
    private bool _isDisposed;

    /// <summary>Creates a store. The tables are created at first use.</summary>
    /// <param name="source">The database; stays the caller's.</param>
    /// <param name="options">How feeds are kept; null for the defaults.</param>
    /// <param name="timeProvider">The clock of times and expiry; null for the system's.</param>
    /// <param name="logger">Gets what happens; null for nobody.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public PostgresUpdateStore(NpgsqlDataSource source, PostgresUpdateOptions? options = null, TimeProvider? timeProvider = null, ILogger<PostgresUpdateStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _options = options ?? new PostgresUpdateOptions();
        _options.Validate();
        TimeProvider = timeProvider ?? TimeProvider.System;
        Tables = new FeedTables(_options.Schema);
        _watches = new FeedWatches(TimeProvider);
        _listener = new FeedListener(source, Tables, _options, _watches, DrainAsync, logger ?? NullLogger<PostgresUpdateStore>.Instance);
        _database = new PreparedDatabase(source, Tables.CreateAsync, _listener.Start);
    }

    internal FeedTables Tables { get; }

    internal TimeProvider TimeProvider { get; }

    internal long NowTicks => TimeProvider.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public async ValueTask<FeedCreation> CreateAsync(
        string name, FeedConfiguration? configuration = null, AppendRequest? first = null, CancellationToken cancellationToken = default)
    {
        FeedName.ThrowIfInvalid(name);
        configuration ??= FeedConfiguration.Default;
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        await FeedTables.LockAsync(connection, cancellationToken).ConfigureAwait(false);
        if (await FindLiveAsync(connection, name, cancellationToken).ConfigureAwait(false) is { } existing)
        {
            return existing.Feed.IsDeleted ? throw new FeedConflictException(name, "it was deleted and is kept for its forks only")
                : configuration.Matches(existing.Feed.Configuration) ? new FeedCreation(new PostgresUpdateLog(this, existing), IsNew: false)
                : throw new FeedConflictException(name, $"it is {existing.Feed.Configuration}, asked for was {configuration}");
        }

        var epoch = await Tables.NextEpochAsync(connection, NowTicks - DateTimeOffset.UnixEpoch.Ticks, cancellationToken).ConfigureAwait(false);
        var log = configuration.Fork is { } fork
            ? await ForkAsync(connection, name, configuration, fork, epoch, cancellationToken).ConfigureAwait(false)
            : await AddAsync(connection, new FeedDescription(name, configuration.Resolve(), new FeedLineage(epoch)), 1, 0, cancellationToken).ConfigureAwait(false);
        if (first is not null && (first.Updates.Count > 0 || first.Close))
        {
            ThrowIfTooLarge(name, first);
            await AppendAsync(connection, log, first, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new FeedCreation(log, IsNew: true);
    }

    /// <inheritdoc/>
    public async ValueTask<IUpdateLog?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        if (FeedName.WhyNot(name) is not null)
        {
            return null;
        }

        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var row = await Tables.FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
        return row is null ? null
            : row.Feed.IsDeleted ? throw new FeedDeletedException(name)
            : !IsExpired(row) ? new PostgresUpdateLog(this, row)
            : await ExpireAsync(name, cancellationToken).ConfigureAwait(false) ? null : throw new FeedDeletedException(name);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        if (FeedName.WhyNot(name) is not null)
        {
            return false;
        }

        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        await FeedTables.LockAsync(connection, cancellationToken).ConfigureAwait(false);
        if (await FindLiveAsync(connection, name, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return false;
        }

        if (row.Feed.IsDeleted)
        {
            throw new FeedDeletedException(name);
        }

        await Tables.DeleteAsync(connection, row, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        Changed(row.Id);
        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        IReadOnlyList<FeedRow> rows;
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            rows = await Tables.ListAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        foreach (var row in rows.Where(row => row.Feed.Name.StartsWith(prefix, StringComparison.Ordinal) && !IsExpired(row)).OrderBy(static row => row.Feed.Name, StringComparer.Ordinal))
        {
            yield return row.Feed.Name;
        }
    }

    /// <summary>
    /// Appends updates inside a transaction of the caller: they are in the feed if, and only if, it commits. They take their place in the feed, and get
    /// their offsets, once no transaction that began before it is running any more, so that no reader ever passes by an update that is committed later.
    /// </summary>
    /// <param name="transaction">The transaction, in the same database; stays the caller's.</param>
    /// <param name="feed">Name of the feed, which must exist.</param>
    /// <param name="updates">The updates, in order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="FeedNotFoundException">There is no such feed.</exception>
    /// <exception cref="FeedClosedException">The feed is closed.</exception>
    /// <exception cref="PayloadTooLargeException">The updates are larger than the feed takes.</exception>
    public async Task AppendAsync(NpgsqlTransaction transaction, string feed, IReadOnlyList<NewUpdate> updates, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(updates);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _database.PrepareAsync(cancellationToken).ConfigureAwait(false);
        ThrowIfTooLarge(feed, new AppendRequest(updates));
        var connection = transaction.Connection ?? throw new ArgumentException("The transaction is over.", nameof(transaction));
        var row = await Tables.FindAsync(connection, feed, cancellationToken).ConfigureAwait(false);
        row = RequireLive(row is { Feed.IsDeleted: true } ? null : row, feed);
        if (row.Writers.IsClosed)
        {
            throw new FeedClosedException(feed, row.Tail);
        }

        await Tables.EnqueueAsync(connection, row.Id, NowTicks, updates, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task MaintainAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<FeedRow> rows;
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            rows = await Tables.ListAsync(connection, cancellationToken).ConfigureAwait(false);
        }

        foreach (var row in rows)
        {
            if (IsExpired(row))
            {
                await ExpireAsync(row.Feed.Name, cancellationToken).ConfigureAwait(false);
            }
            else if (row.Feed.Configuration is { RetainFor: not null } or { RetainBytes: not null })
            {
                await RetainAsync(row.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stops listening. Who waits on a feed is told so by an exception.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _listener.DisposeAsync().ConfigureAwait(false);
        _watches.PulseAll();
        _database.Dispose();
    }

    internal Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _database.OpenAsync(cancellationToken);
    }

    internal void ThrowIfTooLarge(string feed, AppendRequest request)
    {
        var bytes = request.Updates.Sum(static update => (long)update.Payload.Length);
        if (bytes > _options.MaxBatchBytes)
        {
            throw new PayloadTooLargeException(feed, bytes, _options.MaxBatchBytes);
        }
    }

    internal FeedRow RequireLive(FeedRow? row, string name) => row is not null && !IsExpired(row) ? row : throw new FeedNotFoundException(name);

    internal FeedWatch Watch(long id) => _watches.Begin(FeedListener.Key(id));

    internal void Changed(long id)
    {
        _watches.Pulse(FeedListener.Key(id));
        _listener.Changed(id);
    }

    private bool IsExpired(FeedRow row) => row.ExpiresAt is { } at && TimeProvider.GetUtcNow() >= at;

    /// <summary>A feed of this name, kept for its forks or not; one that has expired is deleted.</summary>
    private async Task<FeedRow?> FindLiveAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        var row = await Tables.FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
        if (row is null or { Feed.IsDeleted: true } || !IsExpired(row))
        {
            return row;
        }

        await Tables.DeleteAsync(connection, row, cancellationToken).ConfigureAwait(false);
        Changed(row.Id);
        return await Tables.FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Whether the name is free now.</returns>
    private async Task<bool> ExpireAsync(string name, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        await FeedTables.LockAsync(connection, cancellationToken).ConfigureAwait(false);
        var left = await FindLiveAsync(connection, name, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return left is null;
    }

    private async Task RetainAsync(long id, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var transactionScope = transaction.ConfigureAwait(false);
        if (await Tables.LockAsync(connection, id, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return;
        }

        var forgotten = row.FirstSequence - 1;
        if (row.Feed.Configuration.RetainFor is { } time)
        {
            forgotten = await Tables.SeekAsync(connection, row, NowTicks - time.Ticks, cancellationToken).ConfigureAwait(false);
        }

        if (row.Feed.Configuration.RetainBytes is { } most)
        {
            forgotten = Math.Max(forgotten, await Tables.SeekSizeAsync(connection, row, most, cancellationToken).ConfigureAwait(false));
        }

        if (forgotten >= row.FirstSequence)
        {
            await Tables.ForgetAsync(connection, row, forgotten, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        foreach (var id in await Tables.FindSettledAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using var transactionScope = transaction.ConfigureAwait(false);
            if (await Tables.LockAsync(connection, id, cancellationToken).ConfigureAwait(false) is not { Writers.IsClosed: false } row)
            {
                continue;
            }

            var ticks = Math.Max(NowTicks, row.LastTicks);
            var count = await Tables.DrainAsync(connection, row, ticks, cancellationToken).ConfigureAwait(false);
            await Tables.SaveAsync(connection, row, row.LastSequence + count, ticks, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            Changed(id);
        }
    }

    private async Task<PostgresUpdateLog> ForkAsync(
        NpgsqlConnection connection, string name, FeedConfiguration configuration, ForkPoint fork, long epoch, CancellationToken cancellationToken)
    {
        var found = await FindLiveAsync(connection, fork.Source, cancellationToken).ConfigureAwait(false) ?? throw new ForkRejectedException(fork, ForkRejection.SourceNotFound, "there is no such feed");
        if (found.Feed.IsDeleted)
        {
            throw new ForkRejectedException(fork, ForkRejection.SourceDeleted, "it was deleted and is kept for its forks only");
        }

        // What is inherited never changes, so nobody is kept from appending to the source.
        var resolved = configuration.Resolve(found.Feed.Configuration);
        var inheritance = await ForkInheritance.ResolveAsync(new PostgresUpdateLog(this, found), fork, cancellationToken).ConfigureAwait(false);
        FeedDescription feed = new(name, resolved, found.Feed.Lineage.Fork(fork.Source, epoch, inheritance.LastSequence));
        var log = await AddAsync(connection, feed, inheritance.FirstSequence, inheritance.LastSequence, cancellationToken).ConfigureAwait(false);
        await Tables.CopyAsync(connection, found.Id, log.Id, inheritance.LastSequence, cancellationToken).ConfigureAwait(false);
        if (inheritance.Cut is { } cut)
        {
            await AppendAsync(connection, log, new AppendRequest([cut]), cancellationToken).ConfigureAwait(false);
        }

        return log;
    }

    private async Task<PostgresUpdateLog> AddAsync(NpgsqlConnection connection, FeedDescription feed, long firstSequence, long lastSequence, CancellationToken cancellationToken)
    {
        var id = await Tables.InsertAsync(connection, feed, firstSequence, lastSequence, NowTicks, cancellationToken).ConfigureAwait(false);
        return new PostgresUpdateLog(this, (await Tables.LockAsync(connection, id, cancellationToken).ConfigureAwait(false))!);
    }

    private async Task AppendAsync(NpgsqlConnection connection, PostgresUpdateLog log, AppendRequest request, CancellationToken cancellationToken)
        => await log.AppendAsync(connection, (await Tables.LockAsync(connection, log.Id, cancellationToken).ConfigureAwait(false))!, request, cancellationToken).ConfigureAwait(false);
}
