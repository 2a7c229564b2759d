using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Updates.Redis.Resp;
using Patterns.Updates.Redis.Storage;

namespace Patterns.Updates.Redis;

/// <summary>
/// Feeds in Redis Streams (Redis 6.2 or later, one server with its replicas, not a cluster), shared by any number of processes. An append survives what
/// the server's <c>appendfsync</c> says: <c>always</c> a loss of power, <c>everysec</c> all but the last second, and a failover what had been
/// replicated. Safe for use by any number of threads.
/// </summary>
public sealed class RedisUpdateStore : IMaintainedUpdateStore
{
    private const int CopyBytes = 1 << 20;

    private readonly RedisUpdateOptions _options;
    private readonly RedisClient _client;
    private readonly FeedWatches _watches;
    private readonly FeedSubscriber _subscriber;
    private readonly ConcurrentDictionary<long, SemaphoreSlim> _turns = new();
    private bool _isDisposed;

    /// <summary>Creates a store. It connects at first use.</summary>
    /// <param name="options">Where the server is and how feeds are kept; null for the defaults.</param>
    /// <param name="timeProvider">The clock of times and expiry; null for the system's.</param>
    /// <param name="logger">Gets what happens; null for nobody.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public RedisUpdateStore(RedisUpdateOptions? options = null, TimeProvider? timeProvider = null, ILogger<RedisUpdateStore>? logger = null)
    {
        _options = options ?? new RedisUpdateOptions();
        _options.Validate();
        TimeProvider = timeProvider ?? TimeProvider.System;
        FeedKeys keys = new(_options.KeyPrefix);
        _client = new RedisClient(_options);
        Streams = new FeedStreams(_client, keys);
        _watches = new FeedWatches(TimeProvider);
        _subscriber = new FeedSubscriber(_options, keys.Channel, _watches, logger ?? NullLogger<RedisUpdateStore>.Instance);
    }

    internal FeedStreams Streams { get; }

    internal TimeProvider TimeProvider { get; }

    internal long NowTicks => TimeProvider.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async ValueTask<FeedCreation> CreateAsync(
        string name, FeedConfiguration? configuration = null, AppendRequest? first = null, CancellationToken cancellationToken = default)
    {
        FeedName.ThrowIfInvalid(name);
        configuration ??= FeedConfiguration.Default;
        if (first is not null)
        {
            ThrowIfTooLarge(name, first);
        }

        while (true)
        {
            if (await FindLiveAsync(name, cancellationToken).ConfigureAwait(false) is { } existing)
            {
                return existing.IsDeleted ? throw new FeedConflictException(name, "it was deleted and is kept for its forks only")
                    : configuration.Matches(existing.Feed.Configuration) ? new FeedCreation(new RedisUpdateLog(this, existing.Feed), IsNew: false)
                    : throw new FeedConflictException(name, $"it is {existing.Feed.Configuration}, asked for was {configuration}");
            }

            if (await TryCreateAsync(name, configuration, first, cancellationToken).ConfigureAwait(false) is { } created)
            {
                return new FeedCreation(created, IsNew: true);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async ValueTask<IUpdateLog?> FindAsync(string name, CancellationToken cancellationToken = default)
        => FeedName.WhyNot(name) is not null || await FindLiveAsync(name, cancellationToken).ConfigureAwait(false) is not { } feed ? null
            : feed.IsDeleted ? throw new FeedDeletedException(name)
            : new RedisUpdateLog(this, feed.Feed);

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        if (FeedName.WhyNot(name) is not null || await FindLiveAsync(name, cancellationToken).ConfigureAwait(false) is not { } feed)
        {
            return false;
        }

        return feed.IsDeleted ? throw new FeedDeletedException(name) : await DeleteAsync(feed, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async IAsyncEnumerable<string> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var names = await Streams.ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (await FindLiveAsync(name, cancellationToken).ConfigureAwait(false) is { IsDeleted: false })
            {
                yield return name;
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RedisException">Redis refuses, or cannot be reached.</exception>
    public async Task MaintainAsync(CancellationToken cancellationToken = default)
    {
        foreach (var name in await Streams.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await FindLiveAsync(name, cancellationToken).ConfigureAwait(false) is { IsDeleted: false, Feed.Configuration: { RetainFor: not null } or { RetainBytes: not null } } feed)
            {
                try
                {
                    await new RedisUpdateLog(this, feed.Feed).RetainAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (FeedNotFoundException)
                {
                    // Somebody has deleted it meanwhile.
                }
            }
        }
    }

    /// <summary>Closes the connections. Who waits on a feed is told so by an exception.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _subscriber.DisposeAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
        _watches.PulseAll();
    }

    internal SemaphoreSlim AppendTurn(long epoch) => _turns.GetOrAdd(epoch, static _ => new SemaphoreSlim(1, 1));

    internal bool IsExpired(FeedHash feed) => feed.ExpiresAt is { } at && TimeProvider.GetUtcNow() >= at;

    internal void ThrowIfTooLarge(string feed, AppendRequest request)
    {
        var bytes = request.Updates.Sum(static update => (long)update.Payload.Length);
        if (bytes > _options.MaxBatchBytes)
        {
            throw new PayloadTooLargeException(feed, bytes, _options.MaxBatchBytes);
        }
    }

    internal FeedWatch Watch(string id)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _subscriber.Start();
        return _watches.Begin(id);
    }

    internal void Pulse(string id) => _watches.Pulse(id);

    /// <summary>A feed, kept for its forks or not; one that has expired is deleted.</summary>
    private async Task<FeedHash?> FindLiveAsync(string name, CancellationToken cancellationToken)
    {
        var feed = await Streams.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (feed is null or { IsDeleted: true } || !IsExpired(feed))
        {
            return feed;
        }

        await DeleteAsync(feed, cancellationToken).ConfigureAwait(false);
        return await Streams.FindAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> DeleteAsync(FeedHash feed, CancellationToken cancellationToken)
    {
        var isDeleted = await Streams.DeleteAsync(feed, cancellationToken).ConfigureAwait(false);
        _watches.Pulse(feed.Feed.Lineage.Epoch.ToString(CultureInfo.InvariantCulture));
        _turns.TryRemove(feed.Feed.Lineage.Epoch, out _);
        return isDeleted;
    }

    /// <returns>Null when somebody else was faster, so that one has to look again.</returns>
    private async Task<RedisUpdateLog?> TryCreateAsync(string name, FeedConfiguration configuration, AppendRequest? first, CancellationToken cancellationToken)
    {
        FeedDescription description;
        ForkInheritance? inheritance = null;
        long? sourceEpoch = null;
        if (configuration.Fork is { } fork)
        {
            var source = await FindLiveAsync(fork.Source, cancellationToken).ConfigureAwait(false) ?? throw new ForkRejectedException(fork, ForkRejection.SourceNotFound, "there is no such feed");
            if (source.IsDeleted)
            {
                throw new ForkRejectedException(fork, ForkRejection.SourceDeleted, "it was deleted and is kept for its forks only");
            }

            var resolved = configuration.Resolve(source.Feed.Configuration);
            inheritance = await ForkInheritance.ResolveAsync(new RedisUpdateLog(this, source.Feed), fork, cancellationToken).ConfigureAwait(false);
            sourceEpoch = source.Feed.Lineage.Epoch;
            description = new FeedDescription(name, resolved, source.Feed.Lineage.Fork(fork.Source, await NextEpochAsync(cancellationToken).ConfigureAwait(false), inheritance.LastSequence));
        }
        else
        {
            var resolved = configuration.Resolve();
            description = new FeedDescription(name, resolved, new FeedLineage(await NextEpochAsync(cancellationToken).ConfigureAwait(false)));
        }

        var epoch = description.Lineage.Epoch;
        var ticks = NowTicks;
        var (last, bytes) = await InheritAsync(inheritance, epoch, ticks, cancellationToken).ConfigureAwait(false);
        FeedWriters writers = new();
        List<NewUpdate> own = inheritance?.Cut is { } cut ? [cut] : [];
        if (first is not null && (first.Updates.Count > 0 || first.Close))
        {
            writers.Judge(name, description.Lineage.OffsetOf(last), first);
            writers.Accept(first);
            own.AddRange(first.Updates);
        }

        bytes = await Streams.FillAsync(epoch, last + 1, ticks, bytes, own, cancellationToken).ConfigureAwait(false);
        FeedHash feed = new(description, last + own.Count, ticks, writers, ticks, "0", IsDeleted: false) { TotalBytes = bytes };
        return await Streams.CreateAsync(feed, first?.Producer, sourceEpoch, cancellationToken).ConfigureAwait(false) ? new RedisUpdateLog(this, description) : null;
    }

    private async Task<(long LastSequence, long TotalBytes)> InheritAsync(ForkInheritance? inheritance, long epoch, long ticks, CancellationToken cancellationToken)
    {
        if (inheritance is null)
        {
            return default;
        }

        var (last, bytes) = (inheritance.FirstSequence - 1, 0L);
        while (last < inheritance.LastSequence)
        {
            var updates = await inheritance.ReadAsync(last, CopyBytes).ConfigureAwait(false);
            bytes = await Streams.FillAsync(epoch, last + 1, ticks, bytes, updates, cancellationToken).ConfigureAwait(false);
            last += updates.Count;
        }

        return (last, bytes);
    }

    private Task<long> NextEpochAsync(CancellationToken cancellationToken) => Streams.NextEpochAsync((NowTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, cancellationToken);
}
