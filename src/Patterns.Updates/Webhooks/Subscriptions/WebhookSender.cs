using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Updates.Webhooks.Delivery;
using Patterns.Updates.Webhooks.Subscriptions;
using Patterns.Updates.Webhooks.Targets;

namespace Patterns.Updates;

/// <summary>
/// Tells endpoints of the updates of feeds, at least once each: Standard Webhooks 1.0, ten attempts over 75.6 hours, fair between tenants and endpoints.
/// What it keeps outlives the process, whenever that ends. One per store of subscriptions; several would each send everything. Thread safe.
/// </summary>
public sealed class WebhookSender : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SubscriptionRecord> _records = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly IUpdateStore _feeds;
    private readonly SubscriptionStore _store;
    private readonly WebhookSenderOptions _options;
    private readonly HttpMessageInvoker _client;
    private readonly EndpointVerification _verification;
    private readonly DeliveryEngine _engine;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _logger;
    private bool _isStarted;

    /// <summary>Creates a sender. It sends once <see cref="StartAsync"/> was called.</summary>
    /// <param name="feeds">The feeds; stays the caller's.</param>
    /// <param name="state">Keeps subscriptions, their secrets and their progress under <c>webhooks/</c>; let nobody else read it. Stays the caller's.</param>
    /// <param name="options">How to send; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="random">Spreads retries; null for one of its own. Not used by two threads at once.</param>
    /// <param name="logger">Told what happens; null for nobody.</param>
    /// <param name="meters">Makes the meter <c>Patterns.Updates</c>; null for one that belongs to nobody.</param>
    public WebhookSender(
        IUpdateStore feeds,
        IObjectStore state,
        WebhookSenderOptions? options = null,
        TimeProvider? time = null,
        Random? random = null,
        ILogger<WebhookSender>? logger = null,
        IMeterFactory? meters = null)
        : this(feeds, state, options ??= new WebhookSenderOptions(), time, random, logger, meters, TargetClient.Create(options.Targets, new SystemHostResolver()))
    {
    }

    internal WebhookSender(
        IUpdateStore feeds,
        IObjectStore state,
        WebhookSenderOptions options,
        TimeProvider? time,
        Random? random,
        ILogger? logger,
        IMeterFactory? meters,
        HttpMessageInvoker client)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        ArgumentNullException.ThrowIfNull(state);
        var failures = WebhookSenderLimits.Failures(options).ToList();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _feeds = feeds;
        _store = new SubscriptionStore(state);
        _options = options;
        _time = time ?? TimeProvider.System;
        _random = random ?? new Random();
        _logger = logger ?? NullLogger.Instance;
        _client = client;
        var call = new TargetCall(client, options.AnswerTimeout, _time);
        var attempt = new DeliveryAttempt(call, options, _time);
        _verification = new EndpointVerification(call, attempt, options);
        _engine = new DeliveryEngine(feeds, _store, attempt, options, _time, _logger, meters);
    }

    /// <summary>Loads what was kept and begins to send. Calling it again is harmless; every other member calls it first.</summary>
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
                foreach (var (record, state) in await _store.LoadAsync(cancellationToken).ConfigureAwait(false))
                {
                    _records[record.Subscription.Id] = record;
                    var known = state ?? new EndpointState { Cursor = record.From };
                    _engine.Add(record, QueueOf(record, known), known.SavedAt);
                }

                Volatile.Write(ref _isStarted, true);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Makes a subscription. Nothing is sent before its endpoint is verified, unless ownership is assumed.</summary>
    /// <param name="feed">Name of a feed that exists.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The subscription; <see cref="GetSecretAsync"/> gives its secret.</returns>
    /// <exception cref="ArgumentException">The request is not allowed.</exception>
    /// <exception cref="FormatException">The secret is not one of Standard Webhooks.</exception>
    /// <exception cref="WebhookTargetRefusedException">The URL is not sent to.</exception>
    /// <exception cref="FeedNotFoundException">There is no such feed.</exception>
    /// <exception cref="OffsetGoneException">The feed does not have what follows <see cref="WebhookRequest.From"/>.</exception>
    public async Task<WebhookSubscription> SubscribeAsync(string feed, WebhookRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        WebhookRequestLimits.Check(request);
        var url = TargetUrl.Check(request.Url, _options.Targets);
        var secret = request.Secret?.AsStandard() ?? WebhookSecret.Generate();
        await StartAsync(cancellationToken).ConfigureAwait(false);
        var from = await ResolveAsync(feed, request.From, cancellationToken).ConfigureAwait(false);
        var ownership = request.Ownership ?? _options.Ownership;
        var record = new SubscriptionRecord
        {
            Subscription = new WebhookSubscription
            {
                Id = $"wh_{RandomNumberGenerator.GetHexString(24, lowercase: true)}",
                Feed = feed,
                Url = url,
                Types = request.Types,
                Ordering = request.Ordering,
                MaxInFlight = request.MaxInFlight,
                Tenant = request.Tenant,
                Description = request.Description,
                Ownership = ownership,
                IsVerified = ownership == WebhookOwnership.Assumed,
                CreatedAt = _time.GetUtcNow(),
            },
            Secrets = [new SubscriptionSecret(secret.Reveal(), null)],
            From = from,
        };
        await _store.SaveAsync(record, cancellationToken).ConfigureAwait(false);
        _records[record.Subscription.Id] = record;
        _engine.Add(record, QueueOf(record, new EndpointState { Cursor = from }), DateTimeOffset.MinValue);
        return record.Subscription;
    }

    /// <summary>Lists the subscriptions in the order of their ids.</summary>
    /// <param name="feed">Those of one feed; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WebhookSubscription>> ListAsync(string? feed = null, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. _records.Values.Select(static record => record.Subscription)
                .Where(subscription => feed is null || subscription.Feed == feed)
                .OrderBy(static subscription => subscription.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Finds a subscription; null when there is none of this id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<WebhookSubscription?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return _records.GetValueOrDefault(id)?.Subscription;
    }

    /// <summary>Looks where the delivery to an endpoint stands.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    public async Task<WebhookStatus> GetStatusAsync(string id, CancellationToken cancellationToken = default)
    {
        await RecordAsync(id, cancellationToken).ConfigureAwait(false);
        return _engine.Read(id, static queue => new WebhookStatus
        {
            Cursor = queue.Cursor,
            Pending = queue.Pending,
            InFlight = queue.InFlight,
            DeadLetters = [.. queue.DeadLetters],
            FailingSince = queue.FailingSince,
            PausedUntil = queue.PausedUntil,
            IsBreakerOpen = queue.IsBreakerOpen,
            Disabled = queue.Disabled,
        }) ?? throw new WebhookNotFoundException(id);
    }

    /// <summary>The newest secret of a subscription, for whoever runs its endpoint.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    public async Task<WebhookSecret> GetSecretAsync(string id, CancellationToken cancellationToken = default)
        => (await RecordAsync(id, cancellationToken).ConfigureAwait(false)).Newest;

    /// <summary>Asks the endpoint whether it wants webhooks, and begins to send when it does.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    /// <exception cref="WebhookVerificationException">The endpoint does not want them, or did not answer as it must.</exception>
    public async Task<WebhookSubscription> VerifyAsync(string id, CancellationToken cancellationToken = default)
    {
        await _verification.VerifyAsync(await RecordAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var record = await ChangeAsync(
            id, static record => record with { Subscription = record.Subscription with { IsVerified = true } }, cancellationToken).ConfigureAwait(false);
        Log.WebhookVerified(_logger, id);
        await _engine.ChangeAsync(id, static (queue, _) => queue.IsHeld = false, cancellationToken).ConfigureAwait(false);
        return record.Subscription;
    }

    /// <summary>Gives a subscription another secret. For a while messages are signed with the old one too, so that the receiver can be changed in between.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="overlap">How long the old one stays good, zero to 30 days; null for a day.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new secret.</returns>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The overlap is outside its range.</exception>
    public async Task<WebhookSecret> RotateSecretAsync(string id, TimeSpan? overlap = null, CancellationToken cancellationToken = default)
    {
        var length = overlap ?? TimeSpan.FromDays(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.Zero, nameof(overlap));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TimeSpan.FromDays(30), nameof(overlap));
        await StartAsync(cancellationToken).ConfigureAwait(false);
        var next = WebhookSecret.Generate();
        await ChangeAsync(id, record => record.Rotate(next, _time.GetUtcNow(), length), cancellationToken).ConfigureAwait(false);
        return next;
    }

    /// <summary>Goes on with an endpoint that was disabled or paused: what waits is tried at once, with the attempts it had.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="from">Another cursor to go on from, needed after <see cref="WebhookDisabledReason.UpdatesExpired"/>; null for where it is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    /// <exception cref="OffsetGoneException">The feed does not have what follows the cursor.</exception>
    /// <exception cref="FeedNotFoundException">There is no such feed any more.</exception>
    public async Task ResumeAsync(string id, UpdateOffset? from = null, CancellationToken cancellationToken = default)
    {
        var record = await RecordAsync(id, cancellationToken).ConfigureAwait(false);
        var cursor = from ?? _engine.Read(id, static queue => (object)queue.Cursor) as UpdateOffset? ?? throw new WebhookNotFoundException(id);
        cursor = await ResolveAsync(record.Subscription.Feed, cursor, cancellationToken).ConfigureAwait(false);
        await _engine.ChangeAsync(
            id,
            (queue, now) =>
            {
                if (from is not null)
                {
                    queue.Rewind(cursor);
                }

                queue.Resume(now);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends nothing to an endpoint until it is resumed. What is under way ends by itself.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    public async Task DisableAsync(string id, CancellationToken cancellationToken = default)
    {
        await RecordAsync(id, cancellationToken).ConfigureAwait(false);
        await _engine.ChangeAsync(id, static (queue, _) => queue.Disable(WebhookDisabledReason.ByRequest), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends updates once more, under the same ids. Dead letters among them are none any more.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="replay">Which updates.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WebhookNotFoundException">There is no such subscription.</exception>
    /// <exception cref="OffsetGoneException">The feed does not have them any more.</exception>
    /// <exception cref="FeedNotFoundException">There is no such feed any more.</exception>
    public async Task ReplayAsync(string id, WebhookReplay replay, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(replay);
        var record = await RecordAsync(id, cancellationToken).ConfigureAwait(false);
        var after = replay.IsOne ? new UpdateOffset(replay.After.Epoch, replay.After.Sequence - 1) : replay.After;
        after = await ResolveAsync(record.Subscription.Feed, after, cancellationToken).ConfigureAwait(false);
        await _engine.ChangeAsync(
            id,
            (queue, _) =>
            {
                if (replay.UpTo >= queue.Cursor)
                {
                    // The rest comes anyway. A cursor that is not there yet has nothing to repeat.
                    queue.Rewind(after < queue.Cursor ? after : queue.Cursor);
                }
                else
                {
                    queue.Repeat(new DeliveryRange(after, replay.UpTo));
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a subscription and forgets it.</summary>
    /// <param name="id">Id of the subscription.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>False when there is none of this id.</returns>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_records.ContainsKey(id))
            {
                return false;
            }

            await _engine.RemoveAsync(id).ConfigureAwait(false);
            await _store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
            return _records.TryRemove(id, out _);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Stops sending, gives up what is under way (it is sent again next time), and saves.</summary>
    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
        _changing.Dispose();
    }

    private EndpointQueue QueueOf(SubscriptionRecord record, EndpointState state)
    {
        var subscription = record.Subscription;
        var settings = new EndpointSettings(subscription.Id, subscription.Tenant, subscription.Ordering == WebhookOrdering.ByKey, subscription.MaxInFlight)
        {
            MaxPending = _options.MaxPending,
            MaxFailing = _options.DisableAfter,
        };
        return new EndpointQueue(settings, state, _random) { IsHeld = !subscription.IsVerified };
    }

    private async Task<SubscriptionRecord> RecordAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        return _records.GetValueOrDefault(id) ?? throw new WebhookNotFoundException(id);
    }

    private async Task<SubscriptionRecord> ChangeAsync(string id, Func<SubscriptionRecord, SubscriptionRecord> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var record = change(_records.GetValueOrDefault(id) ?? throw new WebhookNotFoundException(id));
            await _store.SaveAsync(record, cancellationToken).ConfigureAwait(false);
            _records[id] = record;
            _engine.Replace(record);
            return record;
        }
        finally
        {
            _changing.Release();
        }
    }

    // A cursor of this feed for one that may be "now"; fails for one that it cannot go on from.
    private async Task<UpdateOffset> ResolveAsync(string feed, UpdateOffset cursor, CancellationToken cancellationToken)
    {
        var log = await _feeds.FindAsync(feed, cancellationToken).ConfigureAwait(false) ?? throw new FeedNotFoundException(feed);
        return (await log.ReadAsync(cursor, new ReadOptions { MaxCount = 1 }, cancellationToken).ConfigureAwait(false)).From;
    }
}
