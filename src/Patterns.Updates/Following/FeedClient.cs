using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Updates.Connecting;
using Patterns.Updates.Following;
using Patterns.Updates.Following.Reading;
using Patterns.Updates.Metrics;

namespace Patterns.Updates;

/// <summary>
/// Follows a feed: by Server-Sent Events, by long polls or by polls, whichever gets through, without missing or doubling an update when it falls back,
/// is interrupted or comes back. Works with feeds of this library, with any server of the Durable Streams protocol and with any plain event stream.
/// </summary>
/// <remarks>Safe for use by any number of threads; each reading has a connection of its own. A reading asks for more only when its updates are taken.</remarks>
public sealed class FeedClient
{
    private readonly FeedSource _source;
    private readonly LockedRandom _random;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="http">Sends the requests and follows redirects. Its time-out must be longer than a long poll.</param>
    /// <param name="url">The feed, absolute or relative to the base address of <paramref name="http"/>.</param>
    /// <param name="options">How to ask, wait and fall back; null means the defaults. Not to be changed afterwards.</param>
    /// <param name="time">The clock; null for that of the system.</param>
    /// <param name="random">Spreads waits; null for a random one.</param>
    /// <param name="logger">Told of interruptions and gaps; null for nobody.</param>
    /// <param name="meters">Makes the meter <c>Patterns.Updates</c>; null for one that belongs to nobody.</param>
    /// <exception cref="ArgumentNullException"><paramref name="http"/> or <paramref name="url"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is outside its range, or the URL is relative to nothing.</exception>
    public FeedClient(
        HttpClient http,
        Uri url,
        FeedClientOptions? options = null,
        TimeProvider? time = null,
        Random? random = null,
        ILogger<FeedClient>? logger = null,
        IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(url);
        options ??= new FeedClientOptions();
        FeedClientOptionsValidator.Validate(options);
        _random = new LockedRandom(random ?? new Random());
        _source = new FeedSource(http, RequestUrl.Absolute(http, url), options)
        {
            Time = time ?? TimeProvider.System,
            Logger = logger ?? NullLogger<FeedClient>.Instance,
            Metrics = new FeedClientMetrics(meters?.Create(FeedMetrics.MeterName) ?? new Meter(FeedMetrics.MeterName)),
        };
    }

    /// <inheritdoc cref="FeedClient(HttpClient, Uri, FeedClientOptions, TimeProvider, Random, ILogger{FeedClient}, IMeterFactory)"/>
    /// <param name="http">Sends the requests and follows redirects. Its time-out must be longer than a long poll.</param>
    /// <param name="url">The feed, such as <c>/feeds/orders</c>, absolute or relative to the base address of <paramref name="http"/>.</param>
    /// <param name="options">How to ask, wait and fall back; null means the defaults. Not to be changed afterwards.</param>
    /// <param name="time">The clock; null for that of the system.</param>
    /// <param name="random">Spreads waits; null for a random one.</param>
    /// <param name="logger">Told of interruptions and gaps; null for nobody.</param>
    /// <param name="meters">Makes the meter <c>Patterns.Updates</c>; null for one that belongs to nobody.</param>
    public FeedClient(
        HttpClient http,
        string url,
        FeedClientOptions? options = null,
        TimeProvider? time = null,
        Random? random = null,
        ILogger<FeedClient>? logger = null,
        IMeterFactory? meters = null)
        : this(http, RequestUrl.Parse(url), options, time, random, logger, meters)
    {
    }

    /// <summary>Follows the feed from where the checkpoint is until the feed is closed or the caller stops. Saving the checkpoint is the caller's.</summary>
    /// <typeparam name="T">What payloads are read as.</typeparam>
    /// <param name="checkpoint">Where the last reading had come to. One that is empty begins where <see cref="FeedClientOptions.From"/> says.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FeedGapException">The server cannot go on from the cursor, and <see cref="FeedClientOptions.OnGap"/> says to stop then.</exception>
    /// <exception cref="ServerRefusedException">The server answered with a status that trying again does not change.</exception>
    /// <exception cref="ServerAnswerException">What answers is not a feed. Once there is a checkpoint, that is taken for a passing fault.</exception>
    /// <exception cref="EventTooLargeException">An event is larger than allowed.</exception>
    /// <exception cref="FeedUnreachableException">Nothing got through for too long.</exception>
    /// <exception cref="ReceivedPayloadException">A payload is not of the type.</exception>
    public IAsyncEnumerable<Update<T>> FollowAsync<T>(ICheckpoint checkpoint, CancellationToken cancellationToken = default)
        => FollowAsync(checkpoint, JsonPayload.TypeInfo<T>(_source.Options.Json), cancellationToken);

    /// <inheritdoc cref="FollowAsync{T}(ICheckpoint, CancellationToken)"/>
    /// <param name="checkpoint">Where the last reading had come to. One that is empty begins where <see cref="FeedClientOptions.From"/> says.</param>
    /// <param name="payload">How payloads are read, as the source generator of System.Text.Json makes it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<Update<T>> FollowAsync<T>(
        ICheckpoint checkpoint, JsonTypeInfo<T> payload, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(payload);
        await foreach (ReceivedUpdate update in ReadAsync(checkpoint, cancellationToken).ConfigureAwait(false))
        {
            yield return JsonPayload.Read(update, payload);
        }
    }

    /// <inheritdoc cref="FollowAsync{T}(ICheckpoint, CancellationToken)"/>
    /// <remarks>Payloads are left as they are: JSON, or with <see cref="FeedContent.Bytes"/> anything.</remarks>
    public async IAsyncEnumerable<Update<ReadOnlyMemory<byte>>> FollowAsync(ICheckpoint checkpoint, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ReceivedUpdate update in ReadAsync(checkpoint, cancellationToken).ConfigureAwait(false))
        {
            yield return JsonPayload.Create(update, update.Payload);
        }
    }

    private async IAsyncEnumerable<ReceivedUpdate> ReadAsync(ICheckpoint checkpoint, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        FeedCursor? reached = await checkpoint.LoadAsync(cancellationToken).ConfigureAwait(false);
        var session = new FeedSession(_source, reached ?? _source.Options.From, isKnown: reached is not null, _random);
        await using ConfiguredAsyncDisposable disposal = session.ConfigureAwait(false);
        while (await session.ReadAsync(cancellationToken).ConfigureAwait(false) is { } updates)
        {
            foreach (ReceivedUpdate update in updates)
            {
                yield return update;
            }
        }
    }
}
