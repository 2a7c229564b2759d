using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Creation;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading.Cache;
using Patterns.Tables.Registration;
using Patterns.Tables.Writing;

namespace Patterns.Tables;

/// <summary>
/// Delta Lake tables in an object store: creates, opens and lists them. Safe for use by several threads; several processes may use the same
/// object store. Disposing it leaves the object store alone.
/// </summary>
public sealed class TableStore : IAsyncDisposable
{
    private static readonly string LogFolderInPath = $"/{LogFileName.Folder}/";

    private readonly IObjectStore _objects;
    private readonly TableStoreOptions _options;
    private readonly CommitContext _commits;
    private readonly ReadCache _cache;
    private bool _isDisposed;

    /// <summary>Creates a store with the system's clock and chance, and without a log.</summary>
    /// <param name="objects">Where the tables are; stays the caller's.</param>
    /// <param name="options">How to write; null means the defaults. Read once.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message gives the limit and the value.</exception>
    public TableStore(IObjectStore objects, TableStoreOptions? options = null)
        : this(objects, options, TimeProvider.System, new Random(), NullLogger<TableStore>.Instance)
    {
    }

    /// <summary>Creates a store with a clock, chance and log of the caller's choice.</summary>
    /// <param name="objects">Where the tables are; stays the caller's.</param>
    /// <param name="options">How to write; null means the defaults. Read once.</param>
    /// <param name="timeProvider">The clock for commits and waiting.</param>
    /// <param name="random">Gives identifiers and jitter. Two processes must not use equal seeds on the same tables.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message gives the limit and the value.</exception>
    public TableStore(IObjectStore objects, TableStoreOptions? options, TimeProvider timeProvider, Random random, ILogger<TableStore> logger)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(logger);
        _objects = objects;
        _options = options?.Copy() ?? new TableStoreOptions();
        if (TableStoreOptionsValidator.Failures(_options).FirstOrDefault() is { } failure)
        {
            throw new ArgumentException(failure, nameof(options));
        }

        _cache = new ReadCache(_options);
        _commits = new CommitContext(new Chance(random), timeProvider, _options.MaxCommitAttempts, logger);
    }

    /// <summary>When days, weeks and years begin, from the options: metrics are asked for its periods.</summary>
    public BusinessCalendar Calendar => _options.Calendar;

    /// <summary>Creates a table whose columns are the properties of a C# type.</summary>
    /// <typeparam name="T">Class, record or struct; see <see cref="RowBinder{T}"/> for names and types of columns.</typeparam>
    /// <param name="path">Folder of the table, <c>/</c>-separated and relative to the store, such as <c>sales/orders</c>.</param>
    /// <param name="configure">Says more about the table; null means nothing.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException">The path or the columns cannot be those of a table.</exception>
    /// <exception cref="TableExistsException">There is a table already.</exception>
    public async Task<Table<T>> CreateAsync<[DynamicallyAccessedMembers(RowMembers.Needed)] T>(
        string path, Action<TableBuilder<T>>? configure = null, CancellationToken cancellationToken = default)
    {
        var binder = new RowBinder<T>();
        var definition = new TableDefinition(binder.Schema);
        configure?.Invoke(new TableBuilder<T>(definition, binder));
        return new Table<T>(await CreateAsync(path, definition, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Creates a table from a schema.</summary>
    /// <param name="path">Folder of the table, <c>/</c>-separated and relative to the store, such as <c>sales/orders</c>.</param>
    /// <param name="schema">The columns; at least one. Fields that are not nullable are enforced.</param>
    /// <param name="configure">Says more about the table; null means nothing.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ArgumentException">The path or the columns cannot be those of a table.</exception>
    /// <exception cref="TableExistsException">There is a table already.</exception>
    public Task<Table> CreateAsync(string path, Schema schema, Action<TableBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var definition = new TableDefinition(schema);
        configure?.Invoke(new TableBuilder(definition));
        return CreateAsync(path, definition, cancellationToken);
    }

    /// <summary>Opens a table at its latest version, for rows of a C# type.</summary>
    /// <typeparam name="T">A type whose properties are columns of the table.</typeparam>
    /// <param name="path">Folder of the table.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="TableNotFoundException">There is no table.</exception>
    /// <exception cref="UnsupportedTableException">The table needs a feature that is not supported.</exception>
    /// <exception cref="TableLogException">The log of the table is damaged.</exception>
    public async Task<Table<T>> OpenAsync<[DynamicallyAccessedMembers(RowMembers.Needed)] T>(string path, CancellationToken cancellationToken = default)
        => new(await OpenAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>Opens a table at its latest version.</summary>
    /// <param name="path">Folder of the table.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="TableNotFoundException">There is no table.</exception>
    /// <exception cref="UnsupportedTableException">The table needs a feature that is not supported.</exception>
    /// <exception cref="TableLogException">The log of the table is damaged.</exception>
    public async Task<Table> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        var context = Context(path);
        var snapshot = await context.Log.LoadAsync(null, cancellationToken).ConfigureAwait(false) ?? throw new TableNotFoundException(path);
        ProtocolSupport.RequireReadable(snapshot, path);
        return new Table(context, snapshot, isPinned: false);
    }

    /// <summary>Prepares a SELECT over tables of this store, <c>sales.orders</c> standing for the table at <c>sales/orders</c>.</summary>
    /// <param name="text">
    /// Spark SQL: one table or a star of tables joined by unique keys, WHERE, GROUP BY, HAVING, DISTINCT, ORDER BY, LIMIT, OFFSET, subqueries in FROM, and WITH.
    /// </param>
    /// <returns>The query, which runs when it is enumerated.</returns>
    /// <exception cref="SqlSyntaxException">The text is no SELECT; the message says where and what was expected.</exception>
    /// <exception cref="SqlUnsupportedException">The text asks for a part of SQL that is not supported, which is named.</exception>
    public SqlQuery Sql(string text) => new(this, text);

    /// <summary>Prepares a SELECT whose rows are objects.</summary>
    /// <typeparam name="T">A type whose properties are the columns put out, see <see cref="RowBinder{T}"/>; or the type of a single column.</typeparam>
    /// <param name="text">As for <see cref="Sql(string)"/>.</param>
    /// <returns>The query, which runs when it is enumerated.</returns>
    /// <exception cref="SqlSyntaxException">The text is no SELECT; the message says where and what was expected.</exception>
    /// <exception cref="SqlUnsupportedException">The text asks for a part of SQL that is not supported, which is named.</exception>
    public SqlQuery<T> Sql<[DynamicallyAccessedMembers(RowMembers.Needed)] T>(string text) => new(new SqlQuery(this, text));

    /// <summary>Whether there is a table. A damaged one counts, since the path is taken.</summary>
    /// <param name="path">Folder of the table.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken = default)
    {
        _ = Context(path);
        return !(await LogListing.ReadAsync(_objects, path, cancellationToken: cancellationToken).ConfigureAwait(false)).IsEmpty;
    }

    /// <summary>The paths of all tables, in ordinal order. Looks at every object of the store.</summary>
    /// <param name="prefix">Only paths that start like this; empty, the default, means all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<string> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        string? last = null;
        await foreach (var entry in _objects.ListAsync(prefix, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var folder = entry.Path.IndexOf(LogFolderInPath, StringComparison.Ordinal);
            if (folder > 0 && LogFileName.IsVersion(entry.Path[(folder + LogFolderInPath.Length)..]) && entry.Path[..folder] is var path && path != last)
            {
                yield return last = path;
            }
        }
    }

    /// <summary>Ends the use of the store. Tables that were opened must not be used any more.</summary>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        _cache.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Table> CreateAsync(string path, TableDefinition definition, CancellationToken cancellationToken)
    {
        var context = Context(path);
        var timestamp = _commits.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var commit = definition.ToCommit(_commits.Chance.NewId(), _commits.Chance.NewId(), timestamp);
        if (await ExistsAsync(path, cancellationToken).ConfigureAwait(false)
            || !await new Committer(context.Log, _commits).TryWriteAsync(commit).ConfigureAwait(false))
        {
            throw new TableExistsException(path);
        }

        var snapshot = Snapshot.Replay(null, [commit], path);
        await context.Log.CheckpointAsync(snapshot).ConfigureAwait(false);
        Log.TableCreated(_commits.Logger, path, definition.Schema.Count);
        return new Table(context, snapshot, isPinned: false);
    }

    private TableContext Context(string path)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ObjectPath.Require(path);
        return new TableContext(_objects, path, _options, _commits, _cache);
    }
}
