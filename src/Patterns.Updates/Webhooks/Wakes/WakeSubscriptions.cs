using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Updates.Connecting;
using Patterns.Updates.Webhooks.Delivery;
using Patterns.Updates.Webhooks.Targets;
using Patterns.Updates.Webhooks.Wakes;

namespace Patterns.Updates;

/// <summary>
/// Wakes one worker at a time when feeds of a group have updates that nobody has worked on: by a signed webhook, or by an update of a wake stream for
/// workers that race to claim it. Workers acknowledge offsets; what they do not acknowledge before their lease runs out wakes the next one. So each
/// update is worked on at least once, whoever dies. What is kept outlives the process. One per store of subscriptions. Thread safe.
/// </summary>
/// <remarks>Source: the Durable Streams protocol, sections 6 and 7.</remarks>
public sealed class WakeSubscriptions : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WakeLoop> _loops = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly WakeWorld _world;
    private readonly HttpMessageInvoker _client;
    private FrozenSet<string> _wakeStreams = FrozenSet<string>.Empty;
    private bool _isStarted;

    /// <summary>Creates it. Workers are woken once <see cref="StartAsync"/> was called.</summary>
    /// <param name="feeds">The feeds; stays the caller's.</param>
    /// <param name="state">Keeps subscriptions and their progress under <c>wakes/</c>, with the keys of their tokens; let nobody else read it. Stays the caller's.</param>
    /// <param name="options">How to wake; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="random">Spreads retries; null for one of its own.</param>
    /// <param name="logger">Told what happens; null for nobody.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public WakeSubscriptions(
        IUpdateStore feeds, IObjectStore state, WakeSubscriptionsOptions? options = null, TimeProvider? time = null, Random? random = null, ILogger<WakeSubscriptions>? logger = null)
        : this(feeds, state, options ??= new WakeSubscriptionsOptions(), time, random, logger, TargetClient.Create(options.Targets, new SystemHostResolver()))
    {
    }

    internal WakeSubscriptions(
        IUpdateStore feeds, IObjectStore state, WakeSubscriptionsOptions options, TimeProvider? time, Random? random, ILogger? logger, HttpMessageInvoker client)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        ArgumentNullException.ThrowIfNull(state);
        var failures = WakeLimits.Failures(options).ToList();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        var signer = options is { SigningKey: { } key, PublicKey: { } publicKey } ? new WakeSigner(key, publicKey) : null;
        KeyId = signer?.KeyId;
        KeySet = WakeSigner.KeySet(options.PublicKey is null ? options.FormerKeys : [options.PublicKey, .. options.FormerKeys]);
        _client = client;
        time ??= TimeProvider.System;
        _world = new WakeWorld(
            feeds,
            new WakeStore(state),
            new TargetCall(client, options.AnswerTimeout, time),
            signer,
            options,
            time,
            new LockedRandom(random ?? new Random()),
            logger ?? NullLogger.Instance,
            name => Volatile.Read(ref _wakeStreams).Contains(name));
    }

    /// <summary>Name of the key that signs webhooks: <c>ds_</c> and its thumbprint (RFC 7638); null when none are offered.</summary>
    public string? KeyId { get; }

    /// <summary>The public keys as a JSON Web Key Set (RFC 7517, RFC 8037), in UTF-8: the one that signs first.</summary>
    public ReadOnlyMemory<byte> KeySet { get; }

    /// <summary>Loads what was kept and begins to wake. Calling it again is harmless; every other member calls it first.</summary>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="WebhookStateException">What was kept cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _isStarted))
        {
            return;
        }

        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isStarted)
            {
                var records = await _world.Store.LoadAsync(cancellationToken).ConfigureAwait(false);
                _wakeStreams = WakeStreamsOf(records);
                foreach (var record in records.Where(record => !record.IsWebhook || _world.Signer is not null))
                {
                    _loops.TryAdd(record.Id, new WakeLoop(_world, record));
                }

                Volatile.Write(ref _isStarted, true);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>
    /// Makes a subscription, or finds the one that was made of the same id and configuration. What the feeds hold already is no work for it; what they get from
    /// now on is, and so is everything in feeds that are made later and fit its pattern.
    /// </summary>
    /// <param name="id">Names it: 1 to 200 ASCII letters, digits and <c>-_.~:</c>.</param>
    /// <param name="configuration">What it is to be.</param>
    /// <param name="controlUrl">Where workers call back, absolute: <c>https://api.example.com/feeds/__ds</c>. That of the first call stays.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The id or the configuration is not allowed.</exception>
    /// <exception cref="WebhookTargetRefusedException">The URL is not sent to.</exception>
    /// <exception cref="WakeRefusedException">There is another one of this id, there are too many, or webhooks are not offered.</exception>
    public async Task<WakeCreation> CreateAsync(string id, WakeConfiguration configuration, Uri controlUrl, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(controlUrl);
        ThrowIfNot(WakeLimits.WhyNotId(id), nameof(id));
        ThrowIfNot(WakeLimits.WhyNot(configuration, _world.Options.MaxStreams), nameof(configuration));
        await StartAsync(cancellationToken).ConfigureAwait(false);
        configuration = WakeRecord.Normalize(configuration);
        if (configuration.Url is { } url)
        {
            configuration = configuration with { Url = TargetUrl.Check(url, _world.Options.Targets).AbsoluteUri };
            _ = _world.Signer ?? throw new WakeRefusedException(WakeRefusal.NotOffered, "This server sends no wakes by webhook: it has no key to sign them with. Use pull-wake.");
        }

        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isNew = !_loops.TryGetValue(id, out var loop);
            if (loop is null)
            {
                var record = await MakeAsync(id, configuration, controlUrl, cancellationToken).ConfigureAwait(false);
                await _world.Store.SaveAsync(record, cancellationToken).ConfigureAwait(false);
                _loops[id] = loop = new WakeLoop(_world, record);
                Volatile.Write(ref _wakeStreams, WakeStreamsOf(_loops.Values.Select(static other => other.Record)));
            }
            else if (WakeRecord.HashOf(loop.Record.Configuration) != WakeRecord.HashOf(configuration))
            {
                throw new WakeRefusedException(WakeRefusal.Exists, $"There is a wake subscription '{id}' of another configuration. Delete it first, or take another id.");
            }

            return new WakeCreation(await DescribeAsync(loop, cancellationToken).ConfigureAwait(false), isNew);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Finds a subscription; null when there is none of this id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<WakeSubscription?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return _loops.TryGetValue(id, out var loop) ? await DescribeAsync(loop, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Ends a subscription and forgets it. A worker that is at it cannot acknowledge any more.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when there is none of this id.</returns>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_loops.TryGetValue(id, out var loop))
            {
                return false;
            }

            await loop.RemoveAsync(cancellationToken).ConfigureAwait(false);
            await loop.DisposeAsync().ConfigureAwait(false);
            _loops.TryRemove(id, out _);
            Volatile.Write(ref _wakeStreams, WakeStreamsOf(_loops.Values.Select(static other => other.Record)));
            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Names feeds to follow, from their ends on. Those that are followed already stay where they are.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="names">Names of feeds, whether they exist yet or not.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">A name is not allowed.</exception>
    /// <exception cref="WakeRefusedException">There is no such subscription, or it would follow too many feeds.</exception>
    public async Task AddStreamsAsync(string id, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ThrowIfNot(WakeLimits.WhyNotStreams(names), nameof(names));
        var loop = await LoopAsync(id, cancellationToken).ConfigureAwait(false);
        await loop.ChangeStreamsAsync(
            async (streams, record) => Bounded(id, await streams.NameAsync(record.Links, names, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes back that a feed was named; it is followed on if it fits the pattern. Harmless when it was not named.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="name">Name of the feed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WakeRefusedException">There is no such subscription.</exception>
    public async Task RemoveStreamAsync(string id, string name, CancellationToken cancellationToken = default)
    {
        var loop = await LoopAsync(id, cancellationToken).ConfigureAwait(false);
        await loop.ChangeStreamsAsync(
            (_, record) => Task.FromResult<IReadOnlyList<WakeLink>>(
                [.. record.Links.Select(link => link.Name == name ? link with { IsExplicit = false } : link).Where(static link => link.IsExplicit || link.FitsPattern)]),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the work of a pull-wake subscription to a worker, whether or not the wake stream was told yet.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="worker">Who; others that come meanwhile are told. 1 to 200 characters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or the subscription is one of webhooks.</exception>
    /// <exception cref="WakeRefusedException">There is no such subscription, nothing to do, or another worker has it.</exception>
    public async Task<WakeClaim> ClaimAsync(string id, string worker, CancellationToken cancellationToken = default)
    {
        ThrowIfNot(WakeLimits.WhyNotWorker(worker), nameof(worker));
        var loop = await LoopAsync(id, cancellationToken).ConfigureAwait(false);
        return await loop.ChangeAsync(
            (record, states, now) =>
            {
                ThrowIfNot(record.IsWebhook ? $"Wakes of '{id}' go out by webhook and are not claimed." : null, nameof(id));
                if (record.Phase == WakePhase.Held)
                {
                    throw new WakeRefusedException(WakeRefusal.AlreadyClaimed, $"Worker '{record.Holder}' has the wake of '{id}' until it is done or its lease runs out.")
                    {
                        Holder = record.Holder,
                        Generation = record.Generation,
                    };
                }

                if (record.Phase == WakePhase.Idle && !record.HasPending(states))
                {
                    throw new WakeRefusedException(WakeRefusal.NothingPending, $"There is nothing to do for '{id}'. Wait for its wake stream.");
                }

                var held = (record.Phase == WakePhase.Idle ? record.Issue(states, now) : record).Hold(worker, now);
                return (held, new WakeClaim(held.Ticket, held.Describe(states), held.Configuration.LeaseTime));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes over what a worker has done, and prolongs its lease or ends it.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="acknowledgement">What it has done.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether there is more to do, for which somebody is woken now; false while the worker goes on.</returns>
    /// <exception cref="ArgumentException">An offset is beyond the end of its feed, or the feed is none of the subscription.</exception>
    /// <exception cref="WakeRefusedException">There is no such subscription, the token is wrong, or the wake is over.</exception>
    public async Task<bool> AcknowledgeAsync(string id, WakeAcknowledgement acknowledgement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(acknowledgement);
        var loop = await LoopAsync(id, cancellationToken).ConfigureAwait(false);
        return await loop.ChangeAsync(
            (record, states, now) =>
            {
                CheckTicket(record, acknowledgement.Ticket);
                CheckOffsets(record, states, acknowledgement.Offsets);
                var next = record.Acknowledge(acknowledgement.Offsets, states) with { Failures = 0, NextAttempt = default };
                next = acknowledgement.IsDone ? next.End() : next.Hold(record.Holder, now);
                return (next, acknowledgement.IsDone && next.HasPending(states));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a wake back undone. Somebody is woken again.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="ticket">The wake.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WakeRefusedException">There is no such subscription, the token is wrong, or the wake is over.</exception>
    public async Task ReleaseAsync(string id, WakeTicket ticket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var loop = await LoopAsync(id, cancellationToken).ConfigureAwait(false);
        await loop.ChangeAsync(
            (record, _, _) =>
            {
                CheckTicket(record, ticket);
                return (record.End(), true);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops waking. Who is at work may go on, and acknowledges to the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops.Values)
        {
            await loop.DisposeAsync().ConfigureAwait(false);
        }

        _loops.Clear();
        _client.Dispose();
    }

    private async Task<WakeRecord> MakeAsync(string id, WakeConfiguration configuration, Uri controlUrl, CancellationToken cancellationToken)
    {
        if (_loops.Count >= _world.Options.MaxSubscriptions)
        {
            throw new WakeRefusedException(WakeRefusal.TooMany, $"There are {_world.Options.MaxSubscriptions} wake subscriptions, which is the most. Delete one first.");
        }

        var streams = new WakeStreams(_world.Feeds, configuration, static () => { }, _world.Time);
        await using (streams.ConfigureAwait(false))
        {
            var named = await streams.NameAsync([], configuration.Streams, cancellationToken).ConfigureAwait(false);
            var (links, leftOut) = await streams.DiscoverAsync(
                named, isNew: true, _world.Options.MaxStreams, name => name == configuration.WakeStream || _world.IsWakeStream(name), cancellationToken).ConfigureAwait(false);
            return leftOut > 0 ? throw TooManyStreams(id) : new WakeRecord
            {
                Id = id,
                Configuration = configuration,
                ControlUrl = controlUrl.AbsoluteUri.TrimEnd('/'),
                CreatedAt = _world.Time.GetUtcNow(),
                TokenKey = WakeToken.CreateKey(),
                Links = links,
            };
        }
    }

    private static async Task<WakeSubscription> DescribeAsync(WakeLoop loop, CancellationToken cancellationToken)
        => await loop.ChangeAsync(
            static (record, states, _) => (record, new WakeSubscription
            {
                Id = record.Id,
                Configuration = record.Configuration,
                Streams = record.Describe(states),
                ControlUrl = record.ControlUrl,
                CreatedAt = record.CreatedAt,
                IsFailing = record.Failures > 0,
            }),
            cancellationToken).ConfigureAwait(false);

    private async Task<WakeLoop> LoopAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return _loops.GetValueOrDefault(id) ?? throw WakeRefusedException.NotFound(id);
    }

    private IReadOnlyList<WakeLink> Bounded(string id, IReadOnlyList<WakeLink> links) => links.Count > _world.Options.MaxStreams ? throw TooManyStreams(id) : links;

    private WakeRefusedException TooManyStreams(string id)
        => new(WakeRefusal.TooMany, $"Wake subscription '{id}' would follow more than {_world.Options.MaxStreams} feeds, which is the most. Narrow its pattern, or make several.");

    private static void CheckTicket(WakeRecord record, WakeTicket ticket)
    {
        if (WakeToken.Read(record.TokenKey, record.Id, ticket.Token) is not { } generation)
        {
            throw WakeRefusedException.WrongToken(record.Id);
        }

        // A wake that waits to be claimed is nobody's yet.
        if (generation != record.Generation || ticket.Generation != record.Generation || ticket.WakeId != record.WakeId
            || (record.Phase != WakePhase.Held && !record.IsWebhook))
        {
            throw WakeRefusedException.Fenced(record.Id, ticket);
        }
    }

    private static void CheckOffsets(WakeRecord record, IReadOnlyDictionary<string, FeedState?> states, IReadOnlyDictionary<string, UpdateOffset> offsets)
    {
        foreach (var (name, offset) in offsets)
        {
            ThrowIfNot(record.Links.Any(link => link.Name == name) ? null : $"'{name}' is no feed of wake subscription '{record.Id}'.", nameof(offsets));
            ThrowIfNot(
                states.GetValueOrDefault(name) is { } state && offset > state.Tail ? $"Offset {offset} is beyond the end of '{name}', {state.Tail}." : null, nameof(offsets));
        }
    }

    private static void ThrowIfNot(string? whyNot, string parameter)
    {
        if (whyNot is not null)
        {
            throw new ArgumentException(whyNot, parameter);
        }
    }

    private static FrozenSet<string> WakeStreamsOf(IEnumerable<WakeRecord> records)
        => records.Select(static record => record.Configuration.WakeStream).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
}
